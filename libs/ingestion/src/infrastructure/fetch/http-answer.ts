import type { Dispatcher } from 'undici';
import type { Validators } from '../../application/source-files';
import { sourceUnreachable } from '../../domain/fetch-problems';
import { sourceText } from './address-policy';
import type { Incoming } from './measured-body';
import { brokenBody, Setback } from './network-errors';
import { retryAfterMs } from './patience';

export const requestHeaders = ({ etag, lastModified }: Validators): Record<string, string> => ({
  'user-agent': 'Hexagone (self-hosted open data backend)',
  accept: '*/*',
  'accept-encoding': 'identity',
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
});

export function validatorsOf({ headers }: Dispatcher.ResponseData): Validators | undefined {
  const etag = headers['etag'];
  const lastModified = headers['last-modified'];
  if (typeof etag !== 'string' && typeof lastModified !== 'string') return undefined;
  return { ...(typeof etag === 'string' && { etag }), ...(typeof lastModified === 'string' && { lastModified }) };
}

/** A body that ends with its connection, having announced neither length nor chunks, may have been cut anywhere. */
export function incomingBody(response: Dispatcher.ResponseData, name: string, source: string): Incoming {
  const announced = response.headers['content-length'];
  const length = typeof announced === 'string' && /^\d+$/.test(announced) ? Number(announced) : undefined;
  const chunked = String(response.headers['transfer-encoding'] ?? '')
    .toLowerCase()
    .includes('chunked');
  return { name, body: readingOf(response, source), length, lengthProven: chunked || length !== undefined };
}

/** Requests to wait and failures of the server may pass; other answers will be the same next time. */
export function refusal({ statusCode, headers }: Dispatcher.ResponseData, url: URL): Error {
  const pauseMs = retryAfterMs(headers['retry-after'], Date.now());
  const failure = sourceUnreachable(
    sourceText(url),
    { en: `the source answered ${statusCode}`, fr: `la source a répondu ${statusCode}` },
    pauseMs === undefined ? undefined : Math.ceil(pauseMs / 1000),
  );
  const mayPass = statusCode === 408 || statusCode === 429 || statusCode >= 500;
  return mayPass ? new Setback(failure, pauseMs) : failure;
}

/** The last segment of the path, for name patterns and reports. */
export function nameIn(url: URL): string {
  const segment = url.pathname.split('/').at(-1);
  if (segment === undefined || segment === '') return url.hostname;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function* readingOf({ body }: Dispatcher.ResponseData, source: string): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      received += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw brokenBody(source, error, received);
  }
}
