import type { Settings } from '../config/settings';
import type { Database } from './database';
import type { DatabaseServer } from './database-server';
import { migrate, type MigrationClass, pendingMigrations } from './migrate';

/** The migrations that `apps/` handed in, against the database at hand. */
export class SchemaMigrations {
  constructor(
    private readonly server: DatabaseServer,
    private readonly settings: Settings,
    readonly all: readonly MigrationClass[],
  ) {}

  /** Names not applied yet, asked through the sessions of requests: what readiness wants to know. */
  pending(database: Pick<Database, 'query'>): Promise<readonly string[]> {
    return pendingMigrations((sql) => database.query<{ name: string }>(sql), this.all);
  }

  async apply(): Promise<readonly string[]> {
    return migrate((await this.server.addresses()).direct, this.all);
  }

  /** Before the first request, unless the operator migrates by hand (HEXAGONE_MIGRATE=off). */
  async applyIfAutomatic(): Promise<readonly string[]> {
    return this.settings.migrate === 'auto' ? this.apply() : [];
  }
}
