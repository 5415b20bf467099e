import { Readable } from 'node:stream';
import type { RawFile } from '../../application/source-files';
import type { Incoming, MeasuredBody } from './measured-body';

export const IN_MEMORY_BYTES = 64 * 1024 ** 2;

/** For a dataset whose raw file may never touch the disk. The body's limit bounds what is held. */
export async function heldInMemory(incoming: Incoming, body: MeasuredBody): Promise<RawFile> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const { name, lengthProven } = incoming;
  return { name, ...body.measure(), lengthProven, open: () => Readable.from(chunks) };
}
