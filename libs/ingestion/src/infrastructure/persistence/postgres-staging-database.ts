import { setTimeout as sleep } from 'node:timers/promises';
import { Database, DirectConnections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { CodeVersion } from '../../application/code-version';
import { type RunSession, StagingDatabase } from '../../application/staging-database';
import { openSessions, PostgresRunSession } from './postgres-run-session';
import type { DirectSession } from './direct-session';

/** A killed process's sessions end within a moment; a lock that is held longer has a living owner. */
const PATIENCE_MS = 1_500;
const EVERY_MS = 100;

/** Ends the session of an owner whose lease has expired: a stopped process keeps its lock. Compared in SQL, to the microsecond. */
const EVICT = `
  SELECT count(pg_terminate_backend(a.pid, 5000)) AS ended FROM import_run r
    JOIN pg_stat_activity a ON a.pid = r.backend_pid AND a.backend_start = r.backend_start
  WHERE r.dataset = $1 AND NOT r.dry_run AND r.finished_at IS NULL AND r.lease_expires_at < clock_timestamp()`;

@Injectable()
export class PostgresStagingDatabase extends StagingDatabase {
  constructor(
    private readonly connections: DirectConnections,
    private readonly database: Database,
    private readonly version: CodeVersion,
  ) {
    super();
  }

  async open(dataset: string, exclusive: boolean): Promise<RunSession | null> {
    // On a new database an import may come first of all: opening applies what is pending.
    await this.database.open();
    const terms = { dataset, exclusive, codeVersion: this.version.text };
    const sessions = await openSessions(this.connections);
    if (!exclusive || (await locked(sessions.work, dataset))) {
      return new PostgresRunSession(sessions, this.connections, terms);
    }
    await Promise.all([sessions.work.close(), sessions.ledger.close()]);
    return null;
  }
}

async function locked(session: DirectSession, dataset: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (await session.tryLock(dataset)) return true;
    await session.query(EVICT, [dataset]);
    await sleep(EVERY_MS);
  }
  return session.tryLock(dataset);
}
