import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sqlMapping } from './sql-mapping';
import { SqlReader } from './sql-reader';

/** Authentication is over, the server is ready: from then on it says nothing. */
const WELCOME = Buffer.from('R\0\0\0\b\0\0\0\0Z\0\0\0\u0005I', 'latin1');

const mapping = sqlMapping('name: mine\nlicence: none\nqueries: {games: SELECT 1}', 'mine');

const reading = (url: string, signal: AbortSignal): Promise<unknown> =>
  new SqlReader(url, () => Promise.resolve(mapping), 100)
    .read({ cursor: null, options: {}, signal })
    .next()
    .catch((error: unknown) => error);

describe('the reader of a PostgreSQL that falls silent', () => {
  const { signal } = new AbortController();
  const sockets: Socket[] = [];
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      socket.once('data', () => socket.write(WELCOME));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `postgres://me:a-secret@127.0.0.1:${(server.address() as AddressInfo).port}/games`;
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('gives up', async () => {
    expect(await reading(url, signal)).toMatchObject({ outcome: 'unreachable', code: 'games.sql-unreachable' });
  });

  it('names the setting where its address cannot be followed, and says nothing of it', async () => {
    const failure = await reading(`${url}?sslrootcert=/nowhere`, signal);
    expect(failure).toMatchObject({ outcome: 'usage', detail: { en: expect.stringContaining('GAMES_SQL_URL') } });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('a-secret');
  });
});
