import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations';
import { migrate, type MigrationClass, pendingMigrations } from '../../libs/platform/src/database/migrate';
import { emptyDatabase, type FreshDatabase, openDatabase } from '../support/database';

class Shelf1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf (id int)');
    await runner.query('SELECT pg_sleep(0.5)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shelf');
  }
}

class ShelfIndex1700000000001 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY shelf_id ON shelf (id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX shelf_id');
  }
}

class Broken1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half_done (id int)');
    await runner.query('SELECT FROM nowhere');
  }

  async down(): Promise<void> {
    // Nothing was done.
  }
}

const list: MigrationClass[] = [Shelf1700000000000, ShelfIndex1700000000001];
const names = list.map(({ name }) => name);

describe('migrations', () => {
  let at: FreshDatabase;
  let client: Client;
  const pending = (all: readonly MigrationClass[]): Promise<readonly string[]> =>
    pendingMigrations((sql) => client.query<{ name: string }>(sql), all);

  beforeEach(async () => {
    at = await emptyDatabase();
    client = new Client(at.url);
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await at.close();
  });

  it('are applied once by three processes that start together', async () => {
    expect(await pending(list)).toEqual(names);
    const applied = await Promise.all([1, 2, 3].map(() => migrate(at.url, list)));
    expect(applied.flat()).toEqual(names);
    expect(await pending(list)).toEqual([]);
  });

  it('keep what succeeded and nothing of what failed', async () => {
    const all = [...list, Broken1700000000002];
    await expect(migrate(at.url, all)).rejects.toThrow('nowhere');
    expect(await pending(all)).toEqual(['Broken1700000000002']);
    const { rows } = await client.query(`SELECT to_regclass('shelf') AS kept, to_regclass('half_done') AS lost`);
    expect(rows).toEqual([{ kept: 'shelf', lost: null }]);
  });

  it('give up waiting for a migration that does not end, in clear words', async () => {
    await client.query('SELECT pg_advisory_lock(7300, 1)');
    await expect(migrate(at.url, list, 300)).rejects.toMatchObject({ code: 'platform.migration-under-way' });
  });

  it('of this release all apply to an empty database', async () => {
    expect(await migrate(at.url, migrations)).toEqual(migrations.map(({ name }) => name));
    expect(await pending(migrations)).toEqual([]);
  });

  it('leave sessions with timeouts, in UTC, and the choices of the operator alone', async () => {
    await client.query(`DO $$ BEGIN
      EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET ALL', current_user, current_database());
      EXECUTE format('ALTER DATABASE %I SET lock_timeout TO ''7s''', current_database());
    END $$`);
    await migrate(at.url, list);
    const database = openDatabase(at.url);
    const { rows } = await database.query(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
              current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('timezone') AS zone,
              current_setting('datestyle') AS dates, current_setting('work_mem') AS memory`,
    );
    await database.close();
    expect(rows).toEqual([
      { statement: '10s', lock: '7s', idle: '30s', zone: 'UTC', dates: 'ISO, YMD', memory: '16MB' },
    ]);
  });
});
