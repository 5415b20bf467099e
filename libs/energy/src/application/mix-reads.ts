import type { MixPower, Total } from '../domain/mix';
import type { Nature } from '../domain/nature';
import type { Instant } from '../domain/paris-time';
import type { Resolution } from '../domain/resolution';
import type { SlotFacts, Streamed, Window } from './load-reads';

/** One slot of the mix, or the slots of a local hour, day, month or year: then totals are over several. */
export interface MixRow {
  readonly at: Instant;
  readonly nature: Nature;
  /** Slots of the row. */
  readonly count: number;
  /** The load at the same slots, with the lowest nature it has there. */
  readonly load: Total;
  readonly loadNature: Nature | null;
  readonly powers: Readonly<Record<MixPower, Total>>;
  /** In g/kWh. */
  readonly co2: Total;
}

export interface Co2 extends Total {
  readonly min: number | null;
  readonly max: number | null;
  /** Over the slots that also have a load. */
  readonly loadWeighted: number | null;
}

export interface MixTotals {
  readonly load: Total;
  readonly powers: Readonly<Record<MixPower, Total>>;
  readonly co2: Co2;
}

export interface MixFound {
  readonly facts: SlotFacts;
  readonly totals: MixTotals;
  readonly rows: readonly MixRow[];
}

/** Power by source, in MW. One call sees one publication, never a mix of two. */
export abstract class MixReads {
  /** In order of time; the whole in memory. */
  abstract find(window: Window, resolution: Resolution): Promise<MixFound>;

  abstract stream(window: Window, resolution: Resolution): Promise<Streamed<MixRow>>;
}
