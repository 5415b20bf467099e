import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { bodyReader } from './body-reader';

const MOST = 1_000_000_000;

/** The file of an upload as its handler gets it, and the way to send it. */
function upload(): { source: PassThrough; file: Readable; failure: Promise<string> } {
  const source = new PassThrough();
  let file: Readable | undefined;
  const request = { routeOptions: { config: { hexagone: { upload: {} } } }, query: {} } as unknown as FastifyRequest;
  bodyReader(MOST)(request, source as unknown as IncomingMessage, (_, body) => (file = body as Readable));
  if (!file) throw new Error('no file');
  const failure = new Promise<string>((resolve) => {
    file!.on('error', (error) => {
      resolve((error as { code?: string }).code ?? error.message);
    });
  });
  file.resume();
  return { source, file, failure };
}

describe('an upload', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it('ends when it is slower than 8 kB a second after its first ten', async () => {
    const { source, failure } = upload();
    for (let second = 0; second < 12; second++) {
      source.write(Buffer.alloc(7_000));
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(await failure).toBe('platform.request-timeout');
  });

  it('may take its time while it keeps the pace, up to ten minutes', async () => {
    const { source, file, failure } = upload();
    for (let second = 0; second < 599; second++) {
      source.write(Buffer.alloc(9_000));
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(file.destroyed).toBe(false);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await failure).toBe('platform.request-timeout');
  });

  it('that is cut is no whole file', async () => {
    const { source, failure } = upload();
    source.write('half');
    source.destroy();
    expect(await failure).toBe('platform.malformed-request');
  });
});
