import type { Client } from 'pg';
import { DataSource, MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import { connectionOptions } from './connection-options';
import { withMigrationLock } from './migration-lock';
import { refusePooler } from './pooled-connection';
import { SESSION_DEFAULTS } from './session-defaults';

/** In the order of `migrations/index.ts`; the name ends with the instant it was written. */
export type MigrationClass = new () => MigrationInterface;

type Query = (sql: string) => Promise<{ readonly rows: readonly { readonly name: string }[] }>;

const TABLE = 'migration';

/** Names of the migrations that this database has not seen. */
export async function pendingMigrations(
  query: Query,
  migrations: readonly MigrationClass[],
): Promise<readonly string[]> {
  const there = await query(`SELECT relname AS name FROM pg_class WHERE oid = to_regclass('${TABLE}')`);
  const { rows } = there.rows.length > 0 ? await query(`SELECT name FROM ${TABLE}`) : { rows: [] };
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

/**
 * Applies what is pending, one transaction each, and answers the names. Of several processes one migrates while the
 * others wait up to `patienceMs`. The URL must lead to the server itself.
 */
export async function migrate(
  url: string,
  migrations: readonly MigrationClass[],
  patienceMs = 600_000,
): Promise<readonly string[]> {
  const source = new DataSource({
    ...connectionOptions(url, []),
    migrations: [...migrations],
    migrationsTableName: TABLE,
    poolSize: 1,
    applicationName: 'hexagone migrations',
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    await refusePooler(client);
    const pending = await pendingMigrations((sql) => client.query<{ name: string }>(sql), migrations);
    return pending.length > 0 ? await applyUnderLock(runner, client, patienceMs) : [];
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function applyUnderLock(runner: QueryRunner, client: Client, patienceMs: number): Promise<readonly string[]> {
  await client.query(`SET statement_timeout = 0; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = 0`);
  const applied = await withMigrationLock(client, patienceMs, async () => {
    await client.query(SESSION_DEFAULTS);
    const executor = new MigrationExecutor(runner.dataSource, runner);
    executor.transaction = 'each';
    return executor.executePendingMigrations();
  });
  return applied.map(({ name }) => name);
}
