import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ItemFault } from './fake-elasticsearch/bulk';
import { Cluster } from './fake-elasticsearch/cluster';
import { checkMediaTypes } from './fake-elasticsearch/media-types';
import { Refusal } from './fake-elasticsearch/refusal';
import { answerTo, type Reply, type Request } from './fake-elasticsearch/routes';

export { Refusal } from './fake-elasticsearch/refusal';

/** What goes wrong, from now on until it is set otherwise. */
export interface Faults {
  /** Milliseconds before each answer. */
  readonly slow?: number;
  /** This status for the requests whose path it fits: 429, 503 … */
  readonly status?: { readonly of: RegExp; readonly code: number };
  /** Requests whose path it fits are never answered. */
  readonly silent?: RegExp;
  /** A proxy's page in place of each answer. */
  readonly page?: string;
  /** The connection is closed in the middle of each answer's body. */
  readonly cut?: boolean;
  readonly item?: ItemFault;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly bytes: number;
  readonly text: string;
}

/** Elasticsearch 9 as far as Hexagone speaks to it, in this process, with its strictness. It forgets nothing while it is down. */
export class FakeElasticsearch {
  readonly cluster = new Cluster();
  readonly requests: SeenRequest[] = [];
  faults: Faults = {};
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<FakeElasticsearch> {
    const fake = new FakeElasticsearch();
    await fake.restart();
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Where it was, with what it held. */
  async restart(): Promise<void> {
    const server = createServer((request, response) => {
      void this.take(request, response);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private async take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(incoming.url ?? '/', this.url);
    const { method = 'GET' } = incoming;
    const authorization = incoming.headers.authorization;
    this.requests.push({ method, path: url.pathname, authorization, bytes: Buffer.byteLength(text), text });
    const { slow, silent, page, cut } = this.faults;
    if (silent?.test(url.pathname)) return;
    if (slow !== undefined) await wait(slow, undefined, { ref: false });
    if (page !== undefined) return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    const parts = url.pathname.split('/').filter(Boolean);
    const reply = this.replyTo({ method, path: url.pathname, query: url.searchParams, text, parts }, incoming);
    send(response, reply, { cut: cut === true, head: method === 'HEAD' });
  }

  private replyTo(request: Request, { headers }: IncomingMessage): Reply {
    const { status, item = (): null => null } = this.faults;
    try {
      if (status?.of.test(request.path)) throw new Refusal(status.code, 'es_rejected_execution_exception', 'told to');
      checkMediaTypes(headers, request.text !== '', request.parts.at(-1) === '_bulk');
      return answerTo(this.cluster, request, item);
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: error.body };
      return { status: 500, body: { error: { type: 'fake_broke', reason: String(error) }, status: 500 } };
    }
  }
}

function send(response: ServerResponse, { status, body }: Reply, how: { cut: boolean; head: boolean }): void {
  const text = body === undefined || how.head ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'x-elastic-product': 'Elasticsearch',
    'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
    ...(!how.head && { 'content-length': Buffer.byteLength(text) }),
  });
  if (!how.cut) return void response.end(text);
  response.write(text.slice(0, text.length / 2), () => {
    response.destroy();
  });
}
