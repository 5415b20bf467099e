import { Inject, Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { SETTINGS, type Settings } from '../config/settings';
import { DatabaseServer } from '../database/database-server';
import { pendingMigrations } from '../database/migrate';
import { PostgresDirectConnections } from '../database/postgres-direct-connections';
import { SchemaMigrations } from '../database/schema-migrations';
import { failureReport } from './failure-report';
import type { Finding } from './machine-checks';

const OLDEST_SERVER = 150_000;

/** Whether PostgreSQL answers, is recent enough, and knows this release's schema. Migrates nothing. */
@Injectable()
export class DatabaseCheck {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly server: DatabaseServer,
    private readonly migrations: SchemaMigrations,
  ) {}

  async findings(): Promise<readonly Finding[]> {
    try {
      const client = await new PostgresDirectConnections(this.server).open('hexagone doctor');
      try {
        return [await this.version(client), await this.schema(client)];
      } finally {
        await client.end();
      }
    } catch (error) {
      return [this.unreachable(error)];
    }
  }

  private unreachable(error: unknown): Finding {
    const remedy = this.server.isEmbedded
      ? 'Read the message above; or set DATABASE_URL to a PostgreSQL server'
      : 'Check DATABASE_URL (and DATABASE_DIRECT_URL): host, port, password, and that the server runs';
    const reason = error instanceof Error && error.message !== '' ? error.message : failureReport(error, 'en').lines[0];
    return { check: 'database', status: 'fail', detail: reason ?? 'no answer', remedy };
  }

  private async version(client: Client): Promise<Finding> {
    const { rows } = await client.query<{ name: string; number: number }>(
      `SELECT current_setting('server_version') AS name, current_setting('server_version_num')::int AS number`,
    );
    const { name, number } = rows[0] ?? { name: '?', number: 0 };
    const detail = `PostgreSQL ${name}, ${this.server.isEmbedded ? 'embedded' : 'at DATABASE_URL'}`;
    if (number >= OLDEST_SERVER) return { check: 'database', status: 'ok', detail };
    return { check: 'database', status: 'fail', detail, remedy: 'Use PostgreSQL 15 or later' };
  }

  private async schema(client: Client): Promise<Finding> {
    const query = (sql: string): Promise<{ rows: { name: string }[] }> => client.query<{ name: string }>(sql);
    const pending = await pendingMigrations(query, this.migrations.all);
    if (pending.length === 0) return { check: 'migrations', status: 'ok', detail: 'all applied' };
    const detail = `pending: ${pending.join(', ')}`;
    if (this.settings.migrate === 'auto') {
      return { check: 'migrations', status: 'warn', detail, remedy: 'The next start applies them' };
    }
    return { check: 'migrations', status: 'fail', detail, remedy: 'Run: hexagone db migrate' };
  }
}
