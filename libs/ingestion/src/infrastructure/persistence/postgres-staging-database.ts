import { DirectConnections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { CodeVersion } from '../../application/code-version';
import { type RunSession, StagingDatabase } from '../../application/staging-database';
import { openSessions, PostgresRunSession, translated, tryLock } from './postgres-run-session';

/** Ends the session of an owner whose lease has expired: a stopped process keeps its lock. Compared in SQL, to the microsecond. */
const EVICT = `
  SELECT count(pg_terminate_backend(a.pid, 5000))::int AS ended FROM import_run r
    JOIN pg_stat_activity a ON a.pid = r.backend_pid AND a.backend_start = r.backend_start
  WHERE r.dataset = $1 AND NOT r.dry_run AND r.finished_at IS NULL AND r.lease_expires_at < clock_timestamp()`;

@Injectable()
export class PostgresStagingDatabase extends StagingDatabase {
  constructor(
    private readonly connections: DirectConnections,
    private readonly version: CodeVersion,
  ) {
    super();
  }

  async open(dataset: string, exclusive: boolean): Promise<RunSession | null> {
    const sessions = await openSessions(this.connections).catch((error: unknown) => {
      throw translated(error);
    });
    const session = new PostgresRunSession(sessions, this.connections, { dataset, exclusive, codeVersion: this.version.text });
    if (!exclusive || (await taken(sessions.work, dataset))) return session;
    await session.close();
    return null;
  }
}

async function taken(client: Client, dataset: string): Promise<boolean> {
  if (await tryLock(client, dataset)) return true;
  const { rows } = await client.query<{ ended: number }>(EVICT, [dataset]);
  return (rows[0]?.ended ?? 0) > 0 && tryLock(client, dataset);
}
