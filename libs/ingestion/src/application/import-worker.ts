import { UseCase } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { HandedOver } from '../domain/loss-problems';
import { DatasetRegistry } from './dataset-registry';
import { FaultLog } from './fault-log';
import type { Watch } from './import-request';
import { RunLedger } from './run-ledger';
import { TakeRun } from './take-run';

const EVERY_MS = 2_000;
/** A slow source keeps one dataset waiting, not all of them. */
const AT_ONCE = 2;

/** In a service process: looks for runs that were asked for, and for those whose owner died, and has them run. */
@UseCase()
export class ImportWorker {
  private readonly stopping = new AbortController();
  private readonly working = new Map<string, Promise<void>>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly ledger: RunLedger,
    private readonly registry: DatasetRegistry,
    private readonly takeRun: TakeRun,
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
    this.looking ??= this.guarded(() => this.look()).finally(() => (this.looking = undefined));
  }

  /** Runs under way are handed over: the next process goes on from their raw file. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort(new HandedOver());
    await this.looking;
    await Promise.all(this.working.values());
  }

  private async look(): Promise<void> {
    await this.ledger.endForgotten();
    for (const { id, dataset: name } of await this.ledger.waiting()) {
      if (this.working.size >= AT_ONCE || this.stopping.signal.aborted) return;
      const dataset = this.registry.find(name);
      if (!dataset || this.working.has(name)) continue;
      const work = this.guarded(() => this.takeRun.execute(dataset, id, this.watch));
      this.working.set(
        name,
        work.finally(() => this.working.delete(name)),
      );
    }
  }

  /** The database may be away, or the dataset be taken: the next look finds the runs as they are. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ImportFailure)) this.faults.unexpected(0, error);
    }
  }

  private get watch(): Watch {
    return { signal: this.stopping.signal, progress: () => undefined, said: () => undefined };
  }
}
