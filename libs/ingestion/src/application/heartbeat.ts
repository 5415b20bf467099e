import { ImportAborted, leaseLost } from '../domain/loss-problems';
import type { Progress } from './import-request';
import type { Lease, RunLedger } from './run-ledger';

const EVERY_MS = 10_000;
/** A lease outlives two missed heartbeats. */
export const LEASE_SECONDS = 30;
/** Publishing locks the run's row, so that no heartbeat can pass: the last one lasts longer than any statement may. */
const PUBLISHING_SECONDS = 16 * 60;

/** Keeps a run's lease, tells the ledger how far it is, and stops the work when somebody asks or the lease is lost. */
export class Heartbeat {
  private readonly stopping = new AbortController();
  private timer: ReturnType<typeof setInterval> | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private latest: Progress | undefined;
  private readonly stopOutside = (): void => {
    const { reason } = this.outside as { reason: unknown };
    this.stopping.abort(reason instanceof ImportAborted ? reason : new ImportAborted());
  };

  constructor(
    private ledger: RunLedger,
    private lease: Lease,
    private readonly report: (progress: Progress) => void,
    private readonly outside: AbortSignal,
  ) {
    if (outside.aborted) this.stopOutside();
    else outside.addEventListener('abort', this.stopOutside);
  }

  /** Its reason is the ImportFailure that ends the run. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** A new stage is told to the ledger at once, the rest with the next beat. */
  progress(progress: Progress): void {
    const isNewStage = progress.stage !== this.latest?.stage;
    this.latest = progress;
    this.report(progress);
    if (isNewStage) this.tick();
  }

  /** Also after `pause`, and for another attempt under another lease. */
  start(ledger = this.ledger, lease = this.lease): void {
    this.rest();
    this.ledger = ledger;
    this.lease = lease;
    this.timer = setInterval(() => {
      this.tick();
    }, EVERY_MS);
  }

  /** The last beat before publishing. Throws what stops the work. */
  async pause(): Promise<void> {
    this.rest();
    await this.underWay;
    await this.beat(PUBLISHING_SECONDS);
    this.signal.throwIfAborted();
  }

  stop(): void {
    this.rest();
    this.outside.removeEventListener('abort', this.stopOutside);
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    if (this.timer === undefined) return;
    const beat = this.underWay.then(() => this.beat(LEASE_SECONDS));
    this.underWay = beat.catch(() => {
      // The session is lost: whoever works with it learns that, and starts again or gives up.
    });
  }

  private async beat(seconds: number): Promise<void> {
    const heard = await this.ledger.beat(this.lease, seconds, this.latest ?? {});
    if (heard === null) this.stopping.abort(leaseLost());
    else if (heard.abort) this.stopping.abort(new ImportAborted());
  }
}
