import { connect, createServer, type Server } from 'node:net';
import { retrying } from '../../libs/platform/src/database/database-errors';
import type { Database } from '../../libs/platform/src/database/database';
import { directConnectionsTo, emptyDatabase, type FreshDatabase, openDatabase } from '../support/database';

/** Announces a process of its own in BackendKeyData, as a transaction pooler does, and passes everything else on. */
async function pooler(target: URL): Promise<{ server: Server; url: string }> {
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let announced = false;
    client.pipe(upstream).on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    upstream.on('data', (chunk) => {
      const key = announced ? -1 : chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
      if (key >= 0) {
        announced = true;
        chunk.writeInt32BE(4242, key + 5);
      }
      client.write(chunk);
    });
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  return { server, url: url.href };
}

/** A query right after a restart may still meet a dead session; there are at most ten of them. */
async function until(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; attempt <= 10; attempt++) {
    if (await work().catch(() => undefined)) return;
  }
  await work();
}

describe('the database', () => {
  let at: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    at = await emptyDatabase();
    database = openDatabase(at.url);
    await database.query('CREATE TABLE shelf (id int CONSTRAINT shelf_pk PRIMARY KEY)');
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });

  it('keeps nothing of a transaction that failed, however deep', async () => {
    const failing = database.run(async () => {
      await database.query('INSERT INTO shelf VALUES (1)');
      await database.run(() => database.query('INSERT INTO shelf VALUES (2)'));
      throw new Error('too late');
    });
    await expect(failing).rejects.toThrow('too late');
    expect((await database.query('SELECT FROM shelf')).rowCount).toBe(0);
  });

  it('goes on after its sessions were ended by the server', async () => {
    await Promise.all([1, 2, 3].map(() => database.query('SELECT pg_sleep(0.1)')));
    const other = openDatabase(at.url);
    await other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()',
    );
    await other.close();
    await until(() => database.query('SELECT 1'));
    expect(database.sessions?.waiting).toBe(0);
  });

  it('answers a day as the day that it is, in no time zone', async () => {
    const { rows } = await database.query(`SELECT DATE '2026-03-29' AS day`);
    expect(rows).toEqual([{ day: '2026-03-29' }]);
  });

  it('opens transactions as READ COMMITTED, whatever the operator made the default', async () => {
    await database.query(`SET default_transaction_isolation = 'repeatable read'`);
    const { rows } = await database.run(() => database.query('SHOW transaction_isolation'));
    await database.query('RESET default_transaction_isolation');
    expect(rows).toEqual([{ transaction_isolation: 'read committed' }]);
  });

  it('keeps what is around an attempt that failed', async () => {
    await database.run(async () => {
      await database.query('INSERT INTO shelf VALUES (30)');
      const twice = database.attempt(() => database.query('INSERT INTO shelf VALUES (31), (30)'));
      await expect(twice).rejects.toMatchObject({ constraint: 'shelf_pk' });
      await database.attempt(() => database.query('INSERT INTO shelf VALUES (32)'));
    });
    expect((await database.query('SELECT id FROM shelf WHERE id >= 30 ORDER BY id')).rows).toEqual([
      { id: 30 },
      { id: 32 },
    ]);
  });

  it('runs a transaction again that met another one', async () => {
    await database.query('INSERT INTO shelf VALUES (10), (20) ON CONFLICT DO NOTHING');
    const swap = (first: number, second: number): Promise<unknown> =>
      retrying(() =>
        database.run(async () => {
          await database.query('UPDATE shelf SET id = id WHERE id = $1', [first]);
          await database.query('SELECT pg_sleep(0.2)');
          await database.query('UPDATE shelf SET id = id WHERE id = $1', [second]);
        }),
      );
    await expect(Promise.all([swap(10, 20), swap(20, 10)])).resolves.toHaveLength(2);
  });

  it('waits for a server that does not answer yet, and no longer than told', async () => {
    const nobody = openDatabase('postgres://hexagone@127.0.0.1:1/hexagone');
    const start = Date.now();
    await expect(nobody.open(600)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(600);
  });
});

describe('a direct connection', () => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await emptyDatabase();
  });
  afterAll(() => at.close());

  it('has the time that an import needs', async () => {
    const client = await directConnectionsTo(at.url).open('test');
    const { rows } = await client.query(
      `SELECT current_setting('statement_timeout') AS timeout, current_setting('application_name') AS name`,
    );
    await client.end();
    expect(rows).toEqual([{ timeout: '15min', name: 'test' }]);
  });

  it('is refused through a pooler, naming the variable', async () => {
    const { server, url } = await pooler(new URL(at.url));
    const refused = directConnectionsTo(url).open('test');
    await expect(refused).rejects.toMatchObject({ code: 'platform.pooled-connection' });
    await expect(refused).rejects.toThrow('DATABASE_DIRECT_URL');
    server.close();
  });
});
