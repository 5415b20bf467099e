import { DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { HttpRefusal, MALFORMED_REQUEST, REQUEST_TIMEOUT } from '../problems';
import { readForm } from './form-body';
import { readJson } from './json-body';
import { LIMITS } from './limits';
import { bodyTooLarge, bodyTraits, hasBody, isForm, isUpload, mostBytes } from './media-type';

type Done = (error: Error | null, body?: unknown) => void;

const tooSlow = (): HttpRefusal =>
  new HttpRefusal(
    REQUEST_TIMEOUT,
    { en: 'The body did not arrive in time.', fr: "Le corps n'est pas arrivé à temps." },
    { connection: 'close' },
  );

const cut = (): DomainError =>
  new DomainError(MALFORMED_REQUEST, { en: 'The body was cut short.', fr: 'Le corps a été interrompu.' });

/** The whole body, within its length and its deadline. */
function collect(source: IncomingMessage, most: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const deadline = setTimeout(() => {
      reject(tooSlow());
    }, LIMITS.bodyDeadline);
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
      else reject(bodyTooLarge(most));
    });
    source.on('end', () => {
      clearTimeout(deadline);
      resolve(Buffer.concat(chunks));
    });
    source.on('error', () => {
      reject(cut());
    });
    source.on('close', () => {
      clearTimeout(deadline);
      reject(cut());
    });
  });
}

/** The file as it arrives; it fails when it is too large, too slow or cut. The socket stays open for the answer. */
function metered(source: IncomingMessage, most: number): Readable {
  let bytes = 0;
  const started = Date.now();
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > most ? bodyTooLarge(most) : null, chunk);
    },
  });
  const pace = setInterval(() => {
    const elapsed = Date.now() - started;
    const slow = elapsed > LIMITS.uploadGrace && bytes / elapsed < LIMITS.uploadBytesPerSecond / 1_000;
    if (slow || elapsed > LIMITS.uploadDeadline) meter.destroy(tooSlow());
  }, 1_000).unref();
  meter.on('close', () => {
    clearInterval(pace);
  });
  // Nobody may be listening yet, or any more: the failure then shows in the answer.
  meter.on('error', () => undefined);
  source.on('close', () => {
    if (!source.complete) meter.destroy(cut());
  });
  return source.pipe(meter);
}

/** The one content type parser: JSON, a form or the stream of a file, as the route takes it. */
export function bodyReader(uploadMaxBytes: number) {
  return (request: FastifyRequest, payload: IncomingMessage, done: Done): void => {
    if (isUpload(request)) {
      done(null, metered(payload, uploadMaxBytes));
      return;
    }
    collect(payload, mostBytes(request))
      .then((bytes) => (isForm(request) ? readForm(bytes) : readJson(bytes, bodyTraits(request))))
      .then(
        (body) => {
          done(null, body);
        },
        (error: unknown) => {
          done(error as Error);
        },
      );
  };
}

/** A body that was refused before its end is read away, so that the answer arrives; not for ever. */
export function discardRest(request: FastifyRequest): void {
  const { raw } = request;
  if (raw.complete || raw.destroyed || !hasBody(request)) return;
  raw.unpipe();
  raw.resume();
  const deadline = setTimeout(() => raw.destroy(), LIMITS.bodyDeadline).unref();
  raw.once('close', () => {
    clearTimeout(deadline);
  });
}
