import type { SharedWindows, Unused } from './shared-windows';
import type { Taken, Window } from './window';

/** A lot that is not used up goes back after this time (ms). */
const LOT_LIVES = 5_000;
const SWEEP_EVERY = 1_000;

interface Lot {
  left: number;
  /** What the shared window had left behind it. */
  remaining: number;
  since: number;
  refusedUntil: number;
  fetching?: Promise<void>;
}

/** One kind of permits: a lot of them is taken from the window that all processes share, and given out here. */
export interface PermitKind {
  readonly window: Window;
  /** 1: every permit is asked for. */
  readonly lot: number;
}

/** Gives out permits of lots in hand without asking anybody; at most one question is under way for a key. */
export class PrepaidPermits {
  private readonly lots = new Map<string, Lot>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly kind: PermitKind,
    private readonly shared: Pick<SharedWindows, 'take' | 'giveBack'>,
    /** What a caller is called in the table that all share. */
    private readonly keyOf: (subject: string) => string,
  ) {}

  take(subject: string): Taken | Promise<Taken> {
    const lot = this.lots.get(subject);
    if (lot && lot.left > 0) {
      lot.left--;
      return { remaining: lot.remaining + lot.left };
    }
    const wait = lot ? lot.refusedUntil - performance.now() : 0;
    if (wait > 0) return { wait: wait / 1000 };
    return this.fetched(subject).then(() => this.take(subject));
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private fetched(subject: string): Promise<void> {
    let lot = this.lots.get(subject);
    if (!lot) this.lots.set(subject, (lot = { left: 0, remaining: 0, since: performance.now(), refusedUntil: 0 }));
    return (lot.fetching ??= this.fetch(subject, lot).finally(() => {
      delete lot.fetching;
    }));
  }

  private async fetch(subject: string, lot: Lot): Promise<void> {
    this.timer ??= setInterval(() => {
      this.giveBackOld();
    }, SWEEP_EVERY).unref();
    const { window, lot: size } = this.kind;
    const taken = await this.shared.take(this.keyOf(subject), window, size);
    lot.since = performance.now();
    if ('wait' in taken) lot.refusedUntil = lot.since + taken.wait * 1000;
    else Object.assign(lot, { left: size, remaining: taken.remaining });
  }

  private giveBackOld(): void {
    const now = performance.now();
    const old = [...this.lots].filter(
      ([, lot]) => !lot.fetching && lot.refusedUntil <= now && now - lot.since > LOT_LIVES,
    );
    for (const [subject] of old) this.lots.delete(subject);
    if (this.lots.size === 0) this.stop();
    const each = this.kind.window.seconds / this.kind.window.permits;
    const unused = old.filter(([, { left }]) => left > 0);
    if (unused.length === 0) return;
    const back = unused.map(([subject, { left }]): Unused => ({ key: this.keyOf(subject), seconds: left * each }));
    // Those that cannot be given back are lost, which is on the safe side.
    this.shared.giveBack(back).catch(() => undefined);
  }
}
