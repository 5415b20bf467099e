import type { Database } from '../database/database';
import type { SchemaMigrations } from '../database/schema-migrations';
import { memoised, within } from './timing';

export interface DatabaseState {
  readonly up: boolean;
  readonly latencyMs: number | null;
  readonly pending: number | null;
  readonly applied: number | null;
  readonly version: string | null;
  /** Since when it does not answer. */
  readonly downSince: Date | null;
}

const PATIENCE_MS = 1_000;

/** Asks the database how it is, at most once a second and for at most a second. */
export class DatabaseWatch {
  private downSince: Date | null = null;
  private version: string | null = null;
  readonly state = memoised(1_000, () => this.look());

  constructor(
    private readonly database: Pick<Database, 'query'>,
    private readonly migrations: Pick<SchemaMigrations, 'pending' | 'all'>,
  ) {}

  private async look(): Promise<DatabaseState> {
    const started = performance.now();
    try {
      return await within(PATIENCE_MS, this.ask(started));
    } catch {
      this.downSince ??= new Date();
      return {
        up: false,
        latencyMs: null,
        pending: null,
        applied: null,
        version: this.version,
        downSince: this.downSince,
      };
    }
  }

  private async ask(started: number): Promise<DatabaseState> {
    const { rows } = await this.database.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    const latencyMs = Math.round((performance.now() - started) * 10) / 10;
    const pending = (await this.migrations.pending(this.database)).length;
    this.version = rows[0]?.version ?? null;
    this.downSince = null;
    const applied = this.migrations.all.length - pending;
    return { up: true, latencyMs, pending, applied, version: this.version, downSince: null };
  }
}
