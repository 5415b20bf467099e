import { createLog, type ProblemDocument } from '@hexagone/platform';
import type { AddressInfo } from 'node:net';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { ProbesModule } from '../support/probes';
import { type RawAnswer, talk } from '../support/raw';
import { testSettings } from '../support/settings';

describe('the edge, byte by byte', () => {
  let log = '';
  let database: FreshDatabase;
  let service: Service;
  let port: number;

  beforeAll(async () => {
    database = await freshDatabase();
    service = await createApp({
      settings: testSettings({ databaseUrl: database.url }),
      log: createLog('info', { write: (line: string) => void (log += line) }),
      modules: [ProbesModule],
    });
    await service.app.listen(0, '127.0.0.1');
    port = (service.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
  });

  function problem(answer: RawAnswer, status: number, code: string): void {
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.body) as ProblemDocument).toMatchObject({
      type: `/problems/${code}`,
      status,
      title: expect.any(String),
      detail: expect.any(String),
    });
  }

  const HOST = 'Host: localhost\r\n';

  it.each([
    [
      'headers of 20 kB',
      `GET /probes HTTP/1.1\r\n${HOST}X-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'platform.headers-too-large',
    ],
    ['what is not HTTP', 'hello\r\n\r\n', 400, 'platform.malformed-request'],
    ['a method that is none', `FETCH /probes HTTP/1.1\r\n${HOST}\r\n`, 400, 'platform.malformed-request'],
    [
      'two lengths',
      `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      400,
      'platform.malformed-request',
    ],
    ['a tunnel', `CONNECT localhost:22 HTTP/1.1\r\n${HOST}\r\n`, 405, 'platform.method-not-allowed'],
    [
      'an unknown expectation',
      `GET /probes HTTP/1.1\r\n${HOST}Expect: more\r\n\r\n`,
      417,
      'platform.expectation-failed',
    ],
  ])('refuses %s and ends the connection', async (_, sent, status, code) => {
    problem(await talk(port, sent), status, code);
  });

  it.each([
    ['no Host', 'GET /probes HTTP/1.1\r\n\r\n', 400, 'platform.missing-host'],
    ['a broken URL', `GET /%zz HTTP/1.1\r\n${HOST}\r\n`, 400, 'platform.malformed-url'],
    ['TRACE', `TRACE /probes HTTP/1.1\r\n${HOST}\r\n`, 405, 'platform.method-not-allowed'],
    ['OPTIONS of the server as a whole', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 404, 'platform.route-not-found'],
    [
      'a body announced too large',
      `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 999999999\r\n\r\n`,
      413,
      'platform.body-too-large',
    ],
    [
      'a body too large without announcement',
      `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${`1000\r\n${' '.repeat(4_096)}\r\n`.repeat(30)}`,
      413,
      'platform.body-too-large',
    ],
  ])('refuses %s', async (_, sent, status, code) => {
    problem(await talk(port, sent, { untilAnswer: true }), status, code);
  });

  it('tells its log of what never became a request', async () => {
    log = '';
    await talk(port, 'hello\r\n\r\n');
    await talk(port, `GET /%zz HTTP/1.1\r\n${HOST}\r\n`, { untilAnswer: true });
    expect(
      log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      expect.objectContaining({ status: 400, route: 'unmatched', reason: 'HPE_INVALID_METHOD' }),
      expect.objectContaining({ status: 400, route: 'unmatched', method: 'GET' }),
    ]);
  });

  it('reads a refused body away, and goes on with the connection', async () => {
    const body = ' '.repeat(200_000);
    const first = `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const { text } = await talk(port, `${first}GET /probes/7 HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toMatch(/HTTP\/1\.1 200 OK[\s\S]*\{"id":7\}$/);
  });

  it('survives a client that leaves in the middle of an upload', async () => {
    const sent = `POST /probes?dataset=d HTTP/1.1\r\n${HOST}Content-Length: 5000\r\n\r\nhalf`;
    void talk(port, sent, { untilAnswer: true });
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 100);
    });
    expect((await talk(port, `GET /probes/1 HTTP/1.1\r\n${HOST}\r\n`, { untilAnswer: true })).status).toBe(200);
  });

  it.each(['', 'Accept-Encoding: gzip\r\n', 'Accept: text/csv\r\n', 'Accept: application/x-ndjson\r\n'])(
    'cuts the connection when a stream breaks midway (%j)',
    async (header) => {
      const { status, text } = await talk(port, `GET /probes/broken HTTP/1.1\r\n${HOST}${header}\r\n`);
      expect(status).toBe(200);
      expect(text).toMatch(/transfer-encoding: chunked/i);
      expect(text.length).toBeGreaterThan(1_000);
      expect(text).not.toMatch(/\r\n0\r\n\r\n$/);
    },
  );

  it('closes what is slow within ten seconds, with 408, and serves the others meanwhile', async () => {
    const started = performance.now();
    const slowHeaders = talk(port, 'GET /probes HTTP/1.1\r\n', { dripping: 'Host: localhost and so on' });
    const slowBody = talk(
      port,
      `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n`,
      {
        dripping: '{"name":"a very slow name"}',
      },
    );
    const refused = talk(
      port,
      `PATCH /probes/1 HTTP/1.1\r\n${HOST}Content-Type: text/plain\r\nContent-Length: 50\r\n\r\n`,
      {
        dripping: 'a body that nobody reads',
      },
    );
    const idle = Promise.all(Array.from({ length: 500 }, () => talk(port, '')));
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 3_000);
    });
    const asked = performance.now();
    expect((await talk(port, `GET /probes/1 HTTP/1.1\r\n${HOST}\r\n`, { untilAnswer: true })).status).toBe(200);
    expect(performance.now() - asked).toBeLessThan(1_000);
    problem(await slowHeaders, 408, 'platform.request-timeout');
    problem(await slowBody, 408, 'platform.request-timeout');
    expect((await refused).status).toBe(415);
    for (const { lived } of [await slowHeaders, await slowBody, await refused, ...(await idle)])
      expect(lived).toBeLessThan(10_000);
    expect(performance.now() - started).toBeGreaterThan(7_000);
  }, 20_000);
});
