import { pipeline, Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { createGunzip } from 'node:zlib';
import { compressionError } from '../../domain/decode-problems';
import { checkInflation } from './inflation-limit';

/** All members, one after the other; what follows them and is no member is refused, but for padding with zeros. */
export async function* gunzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // The error of either end is thrown by the loop below.
  const inflated = pipeline(Readable.from(source), gunzip, () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      checkInflation(gunzip.bytesWritten, bytes);
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? unsound(error.message) : error;
  }
}

const isZlibError = (error: unknown): error is Error =>
  isNativeError(error) && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

const unsound = (reason: string): Error =>
  compressionError(`The gzip data are not sound: ${reason}.`, `Les données gzip sont défectueuses : ${reason}.`);
