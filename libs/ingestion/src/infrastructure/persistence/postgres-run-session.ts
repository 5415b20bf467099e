import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseTrouble, type DirectConnections } from '@hexagone/platform';
import { LEASE_SECONDS } from '../../application/heartbeat';
import { problemOf } from '../../application/run-end';
import type { Answer } from '../../application/publication';
import type { Lease, RunDraft } from '../../application/run-ledger';
import type { RunRow } from '../../application/run-row';
import {
  type Claimed,
  type Outcome,
  RunSession,
  type StageColumns,
  type StageWriter,
} from '../../application/staging-database';
import { MOST_ATTEMPTS } from '../../domain/import-run';
import { DatabaseLost, leaseLost, ownerDied, tablesLocked } from '../../domain/loss-problems';
import { CopyWriter } from './copy-writer';
import { DirectSession } from './direct-session';
import { KNOWN_DATASET, UNDER_WAY_SQL } from './ledger-sql';
import { Publishing } from './publishing';
import { columnsOf, storableJson } from './run-columns';
import { SqlRunLedger } from './sql-run-ledger';

/** A server that restarts is back within this time, and the lease of a run that was alive has not expired. */
const RECONNECT_MS = 25_000;
const EVERY_MS = 250;
const PUBLISHING_TRIES = 3;

/** Column → SQL, of a run that is taken; $1 the worker, $2 the code's version. */
const TAKEN = {
  state: `'fetching'`,
  worker: '$1',
  code_version: '$2',
  lease_token: `nextval('import_fence')`,
  lease_expires_at: `clock_timestamp() + make_interval(secs => ${String(LEASE_SECONDS)})`,
  backend_pid: 'pg_backend_pid()',
  backend_start: '(SELECT a.backend_start FROM pg_stat_activity a WHERE a.pid = pg_backend_pid())',
  started_at: 'clock_timestamp()',
};

interface Sessions {
  /** Lock, stage and publishing. */
  readonly work: DirectSession;
  /** Ledger and heartbeat. */
  readonly ledger: DirectSession;
}

export interface Terms {
  readonly dataset: string;
  readonly exclusive: boolean;
  readonly codeVersion: string;
}

export async function openSessions(connections: DirectConnections): Promise<Sessions> {
  const work = await DirectSession.open(connections, 'hexagone import');
  try {
    return { work, ledger: await DirectSession.open(connections, 'hexagone import ledger') };
  } catch (error) {
    await work.close();
    throw error;
  }
}

export class PostgresRunSession extends RunSession {
  readonly ledger: SqlRunLedger;
  lease: Lease = { run: 0, token: '0' };
  private readonly worker = `${hostname()}:${String(process.pid)}`;
  private writer: CopyWriter | undefined;

  constructor(
    private sessions: Sessions,
    private readonly connections: DirectConnections,
    private readonly terms: Terms,
  ) {
    super();
    this.ledger = new SqlRunLedger(
      { query: (sql, values) => this.sessions.ledger.query(sql, values) },
      terms.codeVersion,
    );
  }

  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<Answer<T>> {
    return this.sessions.work.query<T>(sql, parameters);
  }

  async orphan(): Promise<RunRow | null> {
    const sql = `SELECT id FROM import_run WHERE dataset = $1 AND NOT dry_run AND ${UNDER_WAY_SQL}`;
    const { rows } = await this.query<{ id: string }>(sql, [this.terms.dataset]);
    return rows[0] ? this.ledger.find(Number(rows[0].id)) : null;
  }

  async bury(run: number): Promise<void> {
    await this.query(
      `UPDATE import_run SET state = 'aborted', problem = $2, finished_at = clock_timestamp(), lease_token = nextval('import_fence')
       WHERE id = $1 AND finished_at IS NULL`,
      [run, storableJson(problemOf(ownerDied()))],
    );
  }

  /** Never seen as `requested`: nobody else may take it, and it leaves nothing when this process dies now. */
  async create(draft: RunDraft): Promise<Claimed> {
    await this.query(KNOWN_DATASET, [draft.dataset]);
    const { names, json } = columnsOf({ ...draft, id: draft.id ?? (await this.ledger.reserve()) });
    const { rows } = await this.query<{ id: string; token: string }>(
      `INSERT INTO import_run (${names}, ${Object.keys(TAKEN).join(', ')}) OVERRIDING SYSTEM VALUE
       SELECT ${names}, ${Object.values(TAKEN).join(', ')} FROM jsonb_populate_record(NULL::import_run, $3::jsonb)
       RETURNING id, lease_token AS token`,
      [this.worker, this.terms.codeVersion, json],
    );
    return this.withRow({ run: Number(rows[0]?.id), token: rows[0]?.token ?? '' });
  }

  async claim(run: number): Promise<Claimed | null> {
    const dead = this.terms.exclusive ? 'true' : 'lease_expires_at < clock_timestamp()';
    const lease = await this.take(
      run,
      `state = 'requested' OR (${UNDER_WAY_SQL} AND attempt < ${MOST_ATTEMPTS} AND ${dead})`,
    );
    return lease && this.withRow(lease);
  }

  async resume({ run, token }: Lease): Promise<Claimed | null> {
    if (!(await this.reconnect())) return null;
    const lease = await this.take(run, `lease_token = ${String(BigInt(token))} AND ${UNDER_WAY_SQL}`);
    if (!lease) return null;
    await this.ledger.clearRejects(run);
    return this.withRow(lease);
  }

  async openStage(columns: StageColumns): Promise<StageWriter> {
    const list = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await this.query(`DROP TABLE IF EXISTS pg_temp.stage`);
    await this.query(`CREATE TEMP TABLE stage (${['line bigint NOT NULL', ...list].join(', ')})`);
    this.writer = new CopyWriter(this.sessions.work.client, columns);
    return this.writer;
  }

  async publish(lease: Lease, work: () => Promise<Outcome>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await new Publishing(this, this.terms).execute(lease, work);
        return;
      } catch (error) {
        if (databaseTrouble(error) !== 'retry') throw error;
        if (attempt === PUBLISHING_TRIES) throw tablesLocked();
        await sleep(attempt * 100 * (0.5 + Math.random()));
      }
    }
  }

  async cancel(): Promise<void> {
    await this.writer?.abort();
    await this.sessions.ledger.query('SELECT pg_cancel_backend($1)', [this.sessions.work.pid]).catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([this.sessions.work.close(), this.sessions.ledger.close()]);
  }

  private async take(run: number, condition: string): Promise<Lease | null> {
    const taken = Object.entries({ ...TAKEN, started_at: `coalesce(started_at, ${TAKEN.started_at})` });
    const { rows } = await this.query<{ token: string }>(
      `UPDATE import_run SET ${taken.map(([column, value]) => `${column} = ${value}`).join(', ')},
         attempt = CASE state WHEN 'requested' THEN attempt ELSE attempt + 1 END
       WHERE id = $3 AND finished_at IS NULL AND (${condition}) RETURNING lease_token AS token`,
      [this.worker, this.terms.codeVersion, run],
    );
    return rows[0] ? { run, token: rows[0].token } : null;
  }

  private async withRow(lease: Lease): Promise<Claimed> {
    const run = await this.ledger.find(lease.run);
    if (!run) throw leaseLost();
    this.lease = lease;
    return { run, lease };
  }

  /** False when somebody else holds the lock by now. */
  private async reconnect(): Promise<boolean> {
    await this.close();
    const deadline = Date.now() + RECONNECT_MS;
    for (;;) {
      await sleep(EVERY_MS);
      const isLast = Date.now() > deadline;
      try {
        this.sessions = await openSessions(this.connections);
        if (!this.terms.exclusive || (await this.sessions.work.tryLock(this.terms.dataset))) return true;
        await this.close();
        if (isLast) return false;
      } catch (error) {
        if (isLast || !(error instanceof DatabaseLost)) throw error;
      }
    }
  }
}
