import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, problem } from '@hexagone/kernel';
import type { Client } from 'pg';

export const MIGRATION_UNDER_WAY = problem('platform.migration-under-way', 'unavailable', {
  en: 'Another process is migrating the database',
  fr: 'Un autre processus fait évoluer la base',
});

const LOCK = '7300, 1';

/** One session at a time changes the schema; the lock goes with the session, however that ends. */
export async function withMigrationLock<T>(client: Client, patienceMs: number, work: () => Promise<T>): Promise<T> {
  await takeLock(client, patienceMs);
  try {
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined);
  }
}

/**
 * Polls: a session that waits inside a statement holds a snapshot, CREATE INDEX CONCURRENTLY waits for it in turn, and
 * one of the two dies.
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
