import { UseCase } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { isTakenOver } from '../domain/import-run';
import { FaultLog } from './fault-log';
import { ImportBatch } from './import-batch';
import { ImportOrders } from './import-orders';
import type { Watch } from './import-request';
import { RunImport } from './run-import';
import { type Queued, type RunDraft, RunLedger } from './run-ledger';
import type { RunRow } from './run-row';
import { StagingDatabase } from './staging-database';

const EVERY_MS = 1_000;

/** In a service process: takes the runs that were asked for, and those whose owner died, one after the other. */
@UseCase()
export class ImportWorker {
  private readonly stopping = new AbortController();
  private timer: ReturnType<typeof setInterval> | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly ledger: RunLedger,
    private readonly sessions: StagingDatabase,
    private readonly orders: ImportOrders,
    private readonly batch: ImportBatch,
    private readonly runImport: RunImport,
    private readonly faults: FaultLog,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.wake();
    }, EVERY_MS);
  }

  /** Looks for work now; what was just asked for starts without delay. */
  wake(): void {
    if (this.timer === undefined || this.stopping.signal.aborted) return;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** Runs under way are aborted: their file is kept, they can be asked for again. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      await this.ledger.endForgotten();
      for (const queued of await this.ledger.waiting()) {
        if (this.stopping.signal.aborted) return;
        await this.take(queued);
      }
    } catch (error) {
      // The database may be away: the next look finds the runs as they are.
      if (!(error instanceof ImportFailure)) this.faults.unexpected(0, error);
    }
  }

  private async take({ id, dataset }: Queued): Promise<void> {
    const known = this.orders.find(dataset);
    const row = known && (await this.ledger.find(id));
    if (!known || !row) return;
    await this.runImport.requirements(known, { trigger: row.trigger, actor: row.actor }, this.watch);
    const session = await this.sessions.open(dataset, !row.dry_run);
    if (!session) return;
    try {
      const orphan = row.dry_run ? null : await session.orphan();
      if (orphan && (orphan.id !== id || !isTakenOver(orphan.trigger, orphan.attempt))) await session.bury(orphan.id);
      const first = await session.claim(id);
      if (first) await this.batch.run({ session, order: { dataset: known, draft: draftOf(row) }, first, watch: this.watch });
      else if (orphan?.id === id) await session.bury(id);
    } finally {
      await session.close();
    }
  }

  private get watch(): Watch {
    return { signal: this.stopping.signal, progress: () => undefined, said: () => undefined };
  }
}

/** The rest of the run's batch is asked for in the same words. */
const draftOf = (row: RunRow): RunDraft => ({
  dataset: row.dataset,
  trigger: row.trigger,
  actor: row.actor,
  request_id: row.request_id,
  batch_id: row.batch_id,
  channel: row.channel,
  scheduled_for: row.scheduled_for,
  dry_run: row.dry_run,
  force: row.force,
  options: row.options,
  accepted_guards: row.accepted_guards,
  reason: row.reason,
  source: row.source,
  replay_of: row.replay_of,
  sha256: null,
});
