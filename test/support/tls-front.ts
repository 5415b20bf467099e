import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** For tests alone: made for this machine's own address, good for a hundred years. */
const fixture = (name: string): string => readFileSync(join(__dirname, '../fixtures/tls', name), 'utf8');

/** A server of this machine behind TLS, with a certificate that only its own authority, itself, vouches for. */
export class TlsFront {
  private constructor(
    private readonly server: Server,
    readonly certificate: string,
  ) {}

  static async before(url: string): Promise<TlsFront> {
    const [key, cert] = [fixture('key.pem'), fixture('certificate.pem')];
    const server = createServer({ key, cert }, (incoming, response) => {
      const { method, headers, url: path } = incoming;
      const onward = request(new URL(path ?? '/', url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TlsFront(server, cert);
  }

  get url(): string {
    return `https://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
