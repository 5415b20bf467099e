import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../domain/record/json-values';
import { ApicalypseError } from './apicalypse-error';
import { answered } from './apicalypse';
import type { FaultKind, Faults } from './faults';
import { Gate } from './gate';
import { IssuedTokens } from './issued-tokens';

const MOST_BYTES = 100_000;

export interface FakeWish {
  readonly games: readonly Json[];
  readonly port?: number;
  /** Requests of games a second. */
  readonly rate?: number;
  readonly tokenSeconds?: number;
  readonly faults?: Faults;
}

/** Requests by path and status. */
type Stats = Record<string, Record<string, number>>;

/** IGDB and its issuer of tokens, on loopback: as strict as they are, with the games it was given. */
export class FakeIgdb {
  readonly stats: Stats = { games: {}, token: {} };
  private readonly tokens: IssuedTokens;
  private readonly gate: Gate;
  private requests = 0;

  private constructor(
    private readonly server: Server,
    private readonly wish: FakeWish,
  ) {
    this.tokens = new IssuedTokens(wish.tokenSeconds);
    this.gate = new Gate(wish.rate);
  }

  static async start(wish: FakeWish): Promise<FakeIgdb> {
    const server = createServer();
    const fake = new FakeIgdb(server, wish);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      fake.serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(wish.port ?? 0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a client has to be told. */
  get environment(): Readonly<Record<'IGDB_URL' | 'IGDB_TOKEN_URL' | 'IGDB_CLIENT_ID' | 'IGDB_CLIENT_SECRET', string>> {
    return {
      IGDB_URL: `${this.url}/v4`,
      IGDB_TOKEN_URL: `${this.url}/oauth2/token`,
      IGDB_CLIENT_ID: 'fake-client',
      IGDB_CLIENT_SECRET: 'fake-secret',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const asked = `${request.method ?? ''} ${pathname}`;
    const body = await bodyOf(request);
    if (asked === 'GET /_stats') send(response, 200, this.stats);
    else if (asked === 'POST /oauth2/token')
      this.issue(new URLSearchParams([...searchParams, ...new URLSearchParams(body)]), response);
    else if (asked === 'POST /v4/games') this.games(request, body, response);
    else send(response, 404, { message: 'no Route matched with those values' });
  }

  private issue(form: URLSearchParams, response: ServerResponse): void {
    const issued = this.tokens.issue(form);
    this.count('token', issued.status);
    send(response, issued.status, issued.body);
  }

  private games(request: IncomingMessage, body: string, response: ServerResponse): void {
    const fault = this.wish.faults?.get(++this.requests) ?? this.wish.faults?.get('*');
    if (fault === '401') this.tokens.revoke();
    if (!this.tokens.admit(request.headers)) this.end(response, 401, { message: 'Authorization Failure.' });
    else if (fault === '429' || !this.gate.admit(response)) this.end(response, 429, { message: 'Too Many Requests' });
    else if (fault) this.fail(fault, response);
    else this.answer(body, response);
  }

  private answer(body: string, response: ServerResponse): void {
    try {
      this.end(response, 200, answered(body, this.wish.games));
    } catch (error) {
      if (!(error instanceof ApicalypseError)) throw error;
      const { title, cause } = error;
      this.end(response, 400, [{ title, status: 400, cause }]);
    }
  }

  private fail(fault: FaultKind, response: ServerResponse): void {
    if (fault === '500') {
      this.end(response, 500, { message: 'Internal Server Error' });
      return;
    }
    this.count('games', fault === 'cut' ? 'cut' : 200);
    if (fault === 'cut') cutShort(response);
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Maintenance</title>');
  }

  private end(response: ServerResponse, status: number, body: unknown): void {
    this.count('games', status);
    send(response, status, body);
  }

  private count(path: string, status: number | string): void {
    const counts = (this.stats[path] ??= {});
    counts[status] = (counts[status] ?? 0) + 1;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('The body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
}

function cutShort(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
  response.write('[{"id":', () => response.destroy());
}
