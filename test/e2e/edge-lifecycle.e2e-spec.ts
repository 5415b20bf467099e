import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createApp } from '../../apps/api/src/bootstrap';
import { migrations } from '../../migrations';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../support/database';
import { ProbesModule } from '../support/probes';
import { testSettings } from '../support/settings';

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: string;
}

function get(port: number, path: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body });
      }, reject);
    };
    httpGet({ port, path, host: '127.0.0.1', ...(agent && { agent }) }, answered).on('error', reject);
  });
}

/** The way to the database, which a test can cut and restore. */
class Road {
  private readonly sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(url: string): Promise<Road> {
    const road = new Road(
      createServer((inner) => {
        road.join(inner);
      }),
      new URL(url),
    );
    await road.open(0);
    return road;
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }
  private port = 0;

  async open(port = this.port): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private join(inner: Socket): void {
    const outer = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      this.sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  }
}

describe('a process of its own', () => {
  let database: FreshDatabase;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  afterAll(() => database.close());

  async function start(
    more: Record<string, string> = {},
  ): Promise<{ child: ChildProcess; port: number; log: () => string }> {
    const child = spawn(process.execPath, ['-r', './test/support/run-ts.cjs', 'test/support/probe-service.ts'], {
      cwd: join(__dirname, '../..'),
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATABASE_URL: database.url,
        HEXAGONE_DATA_DIR: mkdtempSync(join(tmpdir(), 'hexagone-edge-')),
        HEXAGONE_DEMO: 'off',
        HEXAGONE_WORKER: 'off',
        HEXAGONE_DRAIN_MS: '1000',
        ...more,
      },
    });
    children.push(child);
    let log = '';
    const port = await new Promise<number>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        log += chunk.toString();
        const line = log.split('\n').find((candidate) => candidate.includes('Hexagone is listening'));
        if (line) resolve((JSON.parse(line) as { port: number }).port);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', () => {
        reject(new Error(log));
      });
    });
    return { child, port, log: () => log };
  }

  it('stops gracefully: it says so, drains, answers what is in flight, exits 0', async () => {
    const { child, port, log } = await start();
    const exited = once(child, 'exit');
    const agent = new Agent({ keepAlive: true });
    await Promise.all(Array.from({ length: 5 }, () => get(port, '/health/live', agent)));
    expect((await get(port, '/health/ready')).status).toBe(200);
    await sleep(1_100);
    const inFlight = get(port, '/probes/wait?ms=3000', agent);
    await sleep(200);
    child.kill('SIGTERM');
    await sleep(200);
    const ready = await get(port, '/health/ready');
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      503,
      expect.objectContaining({
        type: '/problems/platform.not-ready',
        checks: expect.objectContaining({ draining: true }),
      }),
    ]);
    expect(await get(port, '/probes/1', agent)).toMatchObject({ status: 200, connection: 'close' });
    await sleep(1_200);
    await expect(get(port, '/probes/1')).rejects.toThrow('ECONNREFUSED');
    expect(await inFlight).toMatchObject({ status: 200, connection: 'close', body: '{"waited":3000}' });
    const ended = performance.now();
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - ended).toBeLessThan(2_000);
    agent.destroy();
    const start_ =
      log()
        .split('\n')
        .find((line) => line.includes('listening')) ?? '';
    expect(JSON.parse(start_)).toMatchObject({
      level: 'info',
      version: expect.any(String),
      node: process.version,
      database: expect.any(String),
      access: 'open',
      port,
    });
  }, 30_000);

  it('exits at once at the second signal', async () => {
    const { child, port } = await start({ HEXAGONE_DRAIN_MS: '60000' });
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await sleep(300);
    expect((await get(port, '/health/live')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exited).toEqual([143, null]);
  }, 30_000);
});

describe('the database goes away', () => {
  let database: FreshDatabase;
  let road: Road;
  let app: NestFastifyApplication;
  const ask = async (url: string): Promise<{ status: number; retryAfter: unknown; body: Record<string, unknown> }> => {
    const { statusCode, headers, body } = await app.inject({ url });
    const isJson = String(headers['content-type']).includes('json');
    return {
      status: statusCode,
      retryAfter: headers['retry-after'],
      body: isJson ? (JSON.parse(body) as Record<string, unknown>) : { page: body },
    };
  };

  beforeAll(async () => {
    database = await freshDatabase();
    road = await Road.to(database.url);
    ({ app } = await createApp({ settings: testSettings({ databaseUrl: road.url }), modules: [ProbesModule] }));
  });
  afterAll(async () => {
    await app.close();
    await road.cut();
    await database.close();
  });

  it('requests and readiness say 503, the status page goes on, and all recovers by itself', async () => {
    expect((await ask('/status.json')).body).toMatchObject({ status: 'ok', since: null });
    expect((await ask('/probes')).status).toBe(200);
    await road.cut();
    await sleep(1_100);
    const asked = performance.now();
    expect(await ask('/probes')).toMatchObject({
      status: 503,
      retryAfter: '5',
      body: { type: '/problems/platform.database-unavailable' },
    });
    expect((await ask('/health/live')).status).toBe(200);
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: { checks: { database: { status: 'down' } } },
    });
    const down = await ask('/status.json');
    expect(down).toMatchObject({
      status: 200,
      body: { status: 'down', since: expect.any(String), datasets: expect.any(Array) },
    });
    const page = await ask('/status');
    expect([page.status, page.body['page']]).toEqual([200, expect.stringContaining('<strong>down</strong>')]);
    expect(page.body['page']).not.toMatch(/<script|127\.0\.0\.1|ECONN/);
    expect(performance.now() - asked).toBeLessThan(5_000);
    await road.open();
    const restored = performance.now();
    while ((await ask('/probes')).status !== 200) await sleep(100);
    expect(performance.now() - restored).toBeLessThan(5_000);
    await sleep(1_100);
    expect((await ask('/status.json')).body).toMatchObject({ status: 'ok', since: null });
    expect((await ask('/health/ready')).status).toBe(200);
  }, 30_000);

  it('survives sessions that the server ends', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask('/probes/wait?ms=1')));
    const admin = new Client(database.url);
    await admin.connect();
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()',
    );
    await admin.end();
    await sleep(100);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask('/probes')));
    for (const { status } of answers) expect([200, 503]).toContain(status);
    await sleep(500);
    expect((await ask('/probes')).status).toBe(200);
  });
});

it('a schema that is behind is alive but not ready', async () => {
  const empty = await emptyDatabase();
  const { app } = await createApp({
    settings: testSettings({ databaseUrl: empty.url, migrate: 'off', access: 'open' }),
  });
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  const ready = await app.inject('/health/ready');
  expect([ready.statusCode, ready.json()]).toEqual([
    503,
    expect.objectContaining({ checks: expect.objectContaining({ migrations: { pending: migrations.length } }) }),
  ]);
  expect((await app.inject('/status.json')).json()).toMatchObject({
    status: 'degraded',
    migrations: { applied: 0, pending: migrations.length },
  });
  await app.close();
  await empty.close();
});
