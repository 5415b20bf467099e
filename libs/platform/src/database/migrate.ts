import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, problem } from '@hexagone/kernel';
import type { Client } from 'pg';
import { DataSource, MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import { connectionOptions } from './connection-options';
import { refusePooler } from './pooled-connection';
import { SESSION_DEFAULTS } from './session-defaults';

/** In the order of `migrations/index.ts`; the name ends with the instant it was written. */
export type MigrationClass = new () => MigrationInterface;

type Query = (sql: string) => Promise<{ readonly rows: readonly { readonly name: string }[] }>;

export const MIGRATION_UNDER_WAY = problem('platform.migration-under-way', 'unavailable', {
  en: 'Another process is migrating the database',
  fr: 'Un autre processus fait évoluer la base',
});

const TABLE = 'migration';
const LOCK = '7300, 1';

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
  await takeLock(client, patienceMs);
  await client.query(SESSION_DEFAULTS);
  const executor = new MigrationExecutor(runner.dataSource, runner);
  executor.transaction = 'each';
  return (await executor.executePendingMigrations()).map(({ name }) => name);
}

/**
 * Polls: a session that waits inside a statement holds a snapshot, CREATE INDEX CONCURRENTLY waits for it in turn, and
 * one of the two dies. The lock goes with the session.
 */
async function takeLock(client: Client, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`);
    if (rows[0]?.mine) return;
    if (Date.now() >= deadline) break;
    await sleep(200);
  }
  throw new DomainError(MIGRATION_UNDER_WAY, {
    en: 'Another process has been migrating this database for too long: see what it waits for',
    fr: 'Un autre processus fait évoluer cette base depuis trop longtemps : regardez ce qu’il attend',
  });
}
