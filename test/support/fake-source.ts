import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How a source answers one request. */
export interface Answer {
  readonly status?: number;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answered 304 to a request that already has it. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly retryAfter?: string;
  readonly redirect?: string;
  /**
   * `announced-length`: a Content-Length of `announced`, then the body, then the connection closes.
   * `within-chunk`: a chunk larger than what comes. `reset`: the connection is reset after the body's first half.
   */
  readonly cut?: 'announced-length' | 'within-chunk' | 'reset';
  readonly announced?: number;
  readonly chunked?: boolean;
  /** Neither length nor chunks: the connection's end is the body's. */
  readonly closeDelimited?: boolean;
  /** Milliseconds between two bytes of the body. */
  readonly byteEveryMs?: number;
  /** Takes the request and never answers. */
  readonly silent?: boolean;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: number;
}

/** A remote source on loopback, whose manners are set path by path. */
export class FakeSource {
  /** Every request, in order of arrival. */
  readonly requests: SeenRequest[] = [];
  /** Every connection, even one that never sent a request. */
  connections = 0;
  private readonly answers = new Map<string, Answer[]>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeSource> {
    const server = createServer();
    const source = new FakeSource(server);
    server.on('connection', () => source.connections++);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void source.answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return source;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** As HEXAGONE_FETCH_ALLOW_PRIVATE takes it. */
  get hostAndPort(): string {
    return `127.0.0.1:${this.port}`;
  }

  url(path: string): string {
    return `http://${this.hostAndPort}${path}`;
  }

  /** One answer per request to this path, the last one for ever. Query strings are not compared. */
  serve(path: string, ...answers: [Answer, ...Answer[]]): string {
    this.answers.set(path, [...answers]);
    return this.url(path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    this.requests.push({ path, headers: request.headers, at: Date.now() });
    const queue = this.answers.get(path.split('?')[0] ?? path) ?? [];
    const answer: Answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? { status: 404 };
    if (answer.silent) return;
    if (answer.cut || answer.closeDelimited) sendRaw(answer, response);
    else if (isFresh(answer, request.headers)) response.writeHead(304, headersOf(answer)).end();
    else await send(answer, response);
  }
}

function isFresh({ etag, lastModified }: Answer, headers: IncomingHttpHeaders): boolean {
  if (headers['if-none-match'] !== undefined) return headers['if-none-match'] === etag;
  return lastModified !== undefined && headers['if-modified-since'] === lastModified;
}

const headersOf = ({ headers, etag, lastModified, retryAfter, redirect }: Answer): Record<string, string> => ({
  ...headers,
  ...(etag !== undefined && { etag }),
  ...(lastModified !== undefined && { 'last-modified': lastModified }),
  ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  ...(redirect !== undefined && { location: redirect }),
});

async function send(answer: Answer, response: ServerResponse): Promise<void> {
  const body = Buffer.from(answer.body ?? '');
  const status = answer.status ?? (answer.redirect === undefined ? 200 : 302);
  response.writeHead(status, { ...headersOf(answer), ...(!answer.chunked && { 'content-length': body.byteLength }) });
  if (answer.byteEveryMs === undefined) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  for (const byte of body) {
    response.write(Uint8Array.of(byte));
    await Promise.race([wait(answer.byteEveryMs, undefined, { ref: false }), once(response, 'close')]);
    if (response.destroyed) return;
  }
  response.end();
}

/** What Node's own response would not let through. */
function sendRaw(answer: Answer, { socket }: ServerResponse): void {
  const body = Buffer.from(answer.body ?? '');
  const framing = {
    'announced-length': `content-length: ${answer.announced ?? body.byteLength + 1}\r\n`,
    'within-chunk': 'transfer-encoding: chunked\r\n',
    reset: `content-length: ${body.byteLength}\r\n`,
    none: '',
  }[answer.cut ?? 'none'];
  const own = Object.entries(headersOf(answer)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket?.write(`HTTP/1.1 200 OK\r\nconnection: close\r\n${framing}${own.join('')}\r\n`);
  if (answer.cut === 'within-chunk') socket?.write(`${(body.byteLength + 100).toString(16)}\r\n`);
  if (answer.cut !== 'reset') socket?.end(body);
  else socket?.write(body.subarray(0, body.byteLength / 2), () => socket.resetAndDestroy());
}
