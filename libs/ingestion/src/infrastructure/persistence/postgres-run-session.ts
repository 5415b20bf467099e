import { setTimeout as sleep } from 'node:timers/promises';
import { hostname } from 'node:os';
import { databaseTrouble, type DirectConnections } from '@hexagone/platform';
import type { Client } from 'pg';
import { endOf } from '../../application/import-batch';
import { LEASE_SECONDS } from '../../application/heartbeat';
import type { Lease, RunDraft } from '../../application/run-ledger';
import type { RunRow } from '../../application/run-row';
import { type Claimed, type Outcome, RunSession, type StageWriter } from '../../application/staging-database';
import { databaseFull, DatabaseLost, leaseLost, ownerDied } from '../../domain/loss-problems';
import { MOST_ATTEMPTS } from '../../domain/import-run';
import { CopyWriter } from './copy-writer';
import { SqlRunLedger } from './sql-run-ledger';

export const LOCK_CLASS = 7301;
/** Publishing may last as long as its statements: the lease must not end before. */
const PUBLISHING_SECONDS = 16 * 60;
const PUBLISHING_TRIES = 4;

/** What a failure of a session means for a run. */
export function translated(error: unknown): unknown {
  const trouble = databaseTrouble(error);
  if (trouble === 'unavailable') return new DatabaseLost();
  return trouble === 'storage-full' ? databaseFull() : error;
}

interface Sessions {
  /** Lock, stage and publishing. */
  readonly work: Client;
  /** Ledger and heartbeat. */
  readonly ledger: Client;
}

export class PostgresRunSession extends RunSession {
  readonly ledger: SqlRunLedger;

  constructor(
    private sessions: Sessions,
    private readonly connections: DirectConnections,
    private readonly terms: { readonly dataset: string; readonly exclusive: boolean; readonly codeVersion: string },
  ) {
    super();
    this.ledger = new SqlRunLedger({ query: (sql, parameters) => ask(this.sessions.ledger, sql, parameters) }, terms.codeVersion);
  }

  query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<{ rows: T[]; rowCount: number }> {
    return ask<T>(this.sessions.work, sql, parameters);
  }

  async orphan(): Promise<RunRow | null> {
    const { rows } = await this.query<{ id: string }>(
      `SELECT id FROM import_run WHERE dataset = $1 AND NOT dry_run AND finished_at IS NULL AND state <> 'requested' ORDER BY id LIMIT 1`,
      [this.terms.dataset],
    );
    return rows[0] ? this.ledger.find(Number(rows[0].id)) : null;
  }

  async bury(run: number): Promise<void> {
    await this.query(
      `UPDATE import_run SET state = 'aborted', problem = $2, finished_at = clock_timestamp(), lease_token = nextval('import_fence')
       WHERE id = $1 AND finished_at IS NULL`,
      [run, JSON.stringify(endOf(ownerDied()).problem)],
    );
  }

  async create(draft: RunDraft): Promise<Claimed> {
    const id = await this.ledger.request({ ...draft });
    const claimed = await this.claim(id);
    if (!claimed) throw leaseLost();
    return claimed;
  }

  async claim(run: number): Promise<Claimed | null> {
    return this.take(
      run,
      `state = 'fetching',
       attempt = CASE WHEN state = 'requested' THEN attempt ELSE attempt + 1 END`,
      `(state = 'requested' OR (state IN ('fetching', 'staged', 'validated') AND attempt < ${MOST_ATTEMPTS}))`,
    );
  }

  async resume({ run, token }: Lease): Promise<Claimed | null> {
    await this.reconnect();
    const claimed = await this.take(run, `state = 'fetching', attempt = attempt + 1`, `lease_token = ${Number(token)}`);
    if (claimed) await this.ledger.clearRejects(run);
    return claimed;
  }

  async openStage(columns: Readonly<Record<string, string>>): Promise<StageWriter> {
    const list = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await this.query(`DROP TABLE IF EXISTS pg_temp.stage`);
    await this.query(`CREATE TEMP TABLE stage (${['line bigint NOT NULL', ...list].join(', ')})`);
    return new CopyWriter(this.sessions.work, Object.keys(columns), translated);
  }

  async publish(lease: Lease, work: () => Promise<Outcome>): Promise<void> {
    if ((await this.ledger.beat(lease, PUBLISHING_SECONDS, {})) === null) throw leaseLost();
    for (let attempt = 1; ; attempt++) {
      try {
        await this.transaction(lease, work);
        return;
      } catch (error) {
        if (attempt === PUBLISHING_TRIES || databaseTrouble(error) !== 'retry') throw error;
        await sleep(attempt * 100 * (0.5 + Math.random()));
      }
    }
  }

  async cancel(): Promise<void> {
    const pid = (this.sessions.work as unknown as { processID: number }).processID;
    await this.sessions.ledger.query('SELECT pg_cancel_backend($1)', [pid]).catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([this.sessions.work, this.sessions.ledger].map((client) => client.end().catch(() => undefined)));
  }

  /** The transaction ends with the fence still held: nobody else can have written for this run. */
  private async transaction(lease: Lease, work: () => Promise<Outcome>): Promise<void> {
    await this.query('BEGIN');
    try {
      const { rowCount } = await this.query(
        `SELECT FROM import_run WHERE id = $1 AND lease_token = $2 AND state = 'validated' AND lease_expires_at > clock_timestamp() FOR UPDATE`,
        [lease.run, lease.token],
      );
      if (rowCount === 0) throw leaseLost();
      await this.conclude(lease, await work());
      await this.query('COMMIT');
    } catch (error) {
      await this.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private async conclude(lease: Lease, { changed, synthetic, patch, validators }: Outcome): Promise<void> {
    const known = validators && { [validators.url]: { ...validators, url: undefined, run: lease.run } };
    await this.query(
      `UPDATE dataset SET checked_at = clock_timestamp(), validators = validators || $2::jsonb,
         generation = generation + $3::int, changed_at = CASE WHEN $3::int = 1 THEN clock_timestamp() ELSE changed_at END,
         published_run_id = CASE WHEN $3::int = 1 THEN $4::bigint ELSE published_run_id END,
         synthetic = CASE WHEN $3::int = 1 THEN $5 ELSE synthetic END
       WHERE name = $1`,
      [this.terms.dataset, JSON.stringify(known ?? {}), changed ? 1 : 0, lease.run, synthetic],
    );
    await new SqlRunLedger(this, this.terms.codeVersion).record(lease, patch);
    await this.query(`UPDATE import_run SET generation = (SELECT generation FROM dataset WHERE name = $2) WHERE id = $1`, [
      lease.run,
      this.terms.dataset,
    ]);
    if (changed)
      await this.query(
        `SELECT pg_notify('hexagone_dataset', json_build_object('dataset', name, 'generation', generation)::text) FROM dataset WHERE name = $1`,
        [this.terms.dataset],
      );
  }

  private async take(run: number, sets: string, condition: string): Promise<Claimed | null> {
    const { rows } = await this.query<{ token: string }>(
      `UPDATE import_run SET ${sets}, worker = $2, lease_token = nextval('import_fence'),
         lease_expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), backend_pid = pg_backend_pid(),
         backend_start = (SELECT a.backend_start FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()),
         started_at = coalesce(started_at, clock_timestamp()), code_version = $3
       WHERE id = $1 AND finished_at IS NULL AND ${condition} RETURNING lease_token AS token`,
      [run, `${hostname()}:${process.pid}`, this.terms.codeVersion],
    );
    const row = rows[0] && (await this.ledger.find(run));
    return row && rows[0] ? { run: row, lease: { run, token: rows[0].token } } : null;
  }

  /** After the database was lost: new sessions, the lock taken again. Patient, since a restart takes seconds. */
  private async reconnect(): Promise<void> {
    await this.close();
    for (let attempt = 1; ; attempt++) {
      try {
        this.sessions = await openSessions(this.connections);
        if (!this.terms.exclusive || (await tryLock(this.sessions.work, this.terms.dataset))) return;
      } catch (error) {
        if (attempt >= 20) throw translated(error);
      }
      if (attempt >= 20) throw leaseLost();
      await sleep(500);
    }
  }
}

export async function openSessions(connections: DirectConnections): Promise<Sessions> {
  const work = await connections.open('hexagone import');
  try {
    return { work, ledger: await connections.open('hexagone import ledger') };
  } catch (error) {
    await work.end().catch(() => undefined);
    throw error;
  }
}

export async function tryLock(client: Client, dataset: string): Promise<boolean> {
  const { rows } = await ask<{ mine: boolean }>(client, `SELECT pg_try_advisory_lock(${LOCK_CLASS}, hashtext($1)) AS mine`, [dataset]);
  return rows[0]?.mine ?? false;
}

async function ask<T extends object>(client: Client, sql: string, parameters: readonly unknown[] = []): Promise<{ rows: T[]; rowCount: number }> {
  try {
    const { rows, rowCount } = await client.query<T>(sql, [...parameters]);
    return { rows, rowCount: rowCount ?? 0 };
  } catch (error) {
    throw translated(error);
  }
}
