import { UseCase } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { isTakenOver } from '../domain/import-run';
import { HandedOver } from '../domain/loss-problems';
import type { Dataset } from './dataset';
import { FaultLog } from './fault-log';
import { ImportBatch } from './import-batch';
import { ImportOrders } from './import-orders';
import type { Watch } from './import-request';
import { endOf } from './run-end';
import { RunImport } from './run-import';
import { type Queued, type RunDraft, RunLedger } from './run-ledger';
import type { RunRow } from './run-row';
import { SourceFetcher } from './source-files';
import { type RunSession, StagingDatabase } from './staging-database';

const EVERY_MS = 2_000;
/** A slow source keeps one dataset waiting, not all of them. */
const AT_ONCE = 2;

/** In a service process: takes the runs that were asked for, and those whose owner died. */
@UseCase()
export class ImportWorker {
  private readonly stopping = new AbortController();
  private readonly working = new Map<string, Promise<void>>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly ledger: RunLedger,
    private readonly sessions: StagingDatabase,
    private readonly orders: ImportOrders,
    private readonly batch: ImportBatch,
    private readonly runImport: RunImport,
    private readonly fetcher: SourceFetcher,
    private readonly faults: FaultLog,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.wake();
    }, EVERY_MS);
    this.looking ??= this.sweep().finally(() => (this.looking = undefined));
  }

  /** Looks for work now; what was just asked for starts without delay. */
  wake(): void {
    if (this.timer === undefined || this.stopping.signal.aborted) return;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
  }

  /** Runs under way are handed over: the next process goes on from their raw file. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort(new HandedOver());
    await this.looking;
    await Promise.all(this.working.values());
  }

  /** What a killed process left in the raw store. */
  private sweep(): Promise<void> {
    return this.guarded(async () => this.fetcher.sweep(await this.ledger.keptFiles()));
  }

  private look(): Promise<void> {
    return this.guarded(async () => {
      await this.ledger.endForgotten();
      for (const queued of await this.ledger.waiting()) {
        if (this.working.size >= AT_ONCE || this.stopping.signal.aborted) return;
        const dataset = this.orders.find(queued.dataset);
        if (!dataset || this.working.has(dataset.name)) continue;
        const work = this.guarded(() => this.take(dataset, queued)).finally(() => this.working.delete(dataset.name));
        this.working.set(dataset.name, work);
      }
    });
  }

  /** The database may be away, or the dataset be taken: the next look finds the runs as they are. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ImportFailure)) this.faults.unexpected(0, error);
    }
  }

  private async take(dataset: Dataset, { id }: Queued): Promise<void> {
    const row = await this.ledger.find(id);
    const session = row && (await this.sessions.open(dataset.name, !row.dry_run));
    if (!session) return;
    try {
      if (await mayClaim(session, row)) await this.run(dataset, session, row);
    } finally {
      await session.close();
    }
  }

  private async run(dataset: Dataset, session: RunSession, row: RunRow): Promise<void> {
    const { watch } = this;
    const missing = await this.runImport.requirements(dataset, row, watch).then(() => null, endOf);
    const first = await session.claim(row.id);
    if (!first) return;
    if (missing) await session.ledger.record(first.lease, missing);
    else await this.batch.run({ session, order: { dataset, draft: draftOf(row) }, first, watch });
  }

  private get watch(): Watch {
    return { signal: this.stopping.signal, progress: () => undefined, said: () => undefined };
  }
}

/** With the lock held, whatever run is under way has a dead owner: it goes first if it goes on at all. */
async function mayClaim(session: RunSession, row: RunRow): Promise<boolean> {
  const orphan = row.dry_run ? null : await session.orphan();
  if (!orphan) return true;
  const goesOn = isTakenOver(orphan.trigger, orphan.attempt);
  if (!goesOn) await session.bury(orphan.id);
  return goesOn === (orphan.id === row.id);
}

/** The rest of the run's batch is asked for in the same words. */
function draftOf(row: RunRow): RunDraft {
  const { dataset, trigger, actor, request_id, batch_id, channel, scheduled_for } = row;
  const { dry_run, force, options, accepted_guards, reason, source, replay_of } = row;
  return {
    ...{ dataset, trigger, actor, request_id, batch_id, channel, scheduled_for },
    ...{ dry_run, force, options, accepted_guards, reason, source, replay_of },
    sha256: null,
  };
}
