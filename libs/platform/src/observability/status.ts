import type { DiscoveryService } from '@nestjs/core';
import type { Build } from './build';
import type { DatabaseState, DatabaseWatch } from './database-watch';
import type { Lifecycle } from './lifecycle';
import { StatusSections, type StatusSection } from './status-sections';
import { memoised, within } from './timing';

export interface Status {
  readonly status: 'ok' | 'degraded' | 'down' | 'draining';
  /** Of `down`. */
  readonly since: Date | null;
  readonly service: { readonly version: string; readonly commit: string | null; readonly startedAt: Date };
  readonly database: DatabaseState;
  readonly sections: readonly StatusSection[];
  /** When the sections were last read. */
  readonly sectionsAt: Date | null;
}

const PATIENCE_MS = 2_000;

/** The state of the service; of what cannot be read now, the last known state. */
export class StatusReader {
  private sections: readonly StatusSection[] = [];
  private sectionsAt: Date | null = null;
  readonly status = memoised(1_000, () => this.read());

  constructor(
    private readonly watch: DatabaseWatch,
    private readonly lifecycle: Lifecycle,
    private readonly discovery: DiscoveryService,
    private readonly build: Build,
  ) {}

  private async read(): Promise<Status> {
    const database = await this.watch.state();
    const fresh = database.up && (await this.refreshed());
    const { startedAt, draining } = this.lifecycle;
    const ready = fresh && database.pending === 0;
    return {
      status: draining ? 'draining' : !database.up ? 'down' : ready ? 'ok' : 'degraded',
      since: database.downSince,
      service: { ...this.build, startedAt },
      database,
      sections: this.sections,
      sectionsAt: this.sectionsAt,
    };
  }

  private async refreshed(): Promise<boolean> {
    const contributors = this.discovery
      .getProviders()
      .flatMap(({ instance }) => (instance instanceof StatusSections ? [instance] : []));
    try {
      const all = await within(PATIENCE_MS, Promise.all(contributors.map((contributor) => contributor.sections())));
      this.sections = all.flat();
      this.sectionsAt = new Date();
      return true;
    } catch {
      return false;
    }
  }
}
