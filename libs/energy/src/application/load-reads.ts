import type { Area } from '../domain/areas';
import type { Absences } from '../domain/gaps';
import type { Nature } from '../domain/nature';
import type { Instant } from '../domain/paris-time';
import type { BucketResolution } from '../domain/resolution';
import type { SlotRange } from '../domain/slot-range';

/** Which slots of which area. */
export interface Window {
  readonly area: Area;
  readonly range: SlotRange;
  /** Only values of these; absent: of all. */
  readonly natures?: readonly Nature[];
  /** Also tell what is missing. */
  readonly gaps: boolean;
}

/** What is known of the slots of a window. */
export interface SlotFacts {
  /** Slots with a value. */
  readonly count: number;
  /** Natures without any are left out. */
  readonly natures: Readonly<Partial<Record<Nature, number>>>;
  /** Of the area, whatever the window. */
  readonly lastPointAt: Instant | null;
  /** The data are made up, not published by RTE. */
  readonly synthetic: boolean;
  /** Only where gaps were asked for. */
  readonly absences?: Absences;
}

export interface LoadAt {
  readonly at: Instant;
  readonly mw: number;
}

export interface LoadFacts extends SlotFacts {
  /** Σ MW. */
  readonly sum: number;
  /** The earliest of the lowest and of the highest. */
  readonly lowest: LoadAt | null;
  readonly highest: LoadAt | null;
}

export interface LoadPoint extends LoadAt {
  readonly nature: Nature;
}

/** Half-hours of one local hour, day, month or year. */
export interface LoadBucket {
  readonly start: Instant;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
  /** The lowest there is. */
  readonly nature: Nature;
}

export interface Ranking {
  readonly order: 'desc' | 'asc';
  /** `day`: of each local day its peak alone. */
  readonly per: 'point' | 'day';
  readonly limit: number;
}

export interface DurationQuestion {
  /** Shares of the slots, 0 to 100, during which the power is exceeded. */
  readonly percents: readonly number[];
  readonly thresholds: readonly number[];
}

export interface Durations {
  /** MW, interpolated; null without any point. As many as percents, in their order. */
  readonly powers: readonly (number | null)[];
  /** Slots above, and at or above, each threshold. */
  readonly slots: readonly { readonly above: number; readonly atOrAbove: number }[];
}

/** Read at the pace of the reader, who must `close` what he does not read to its end. */
export interface Streamed<T> {
  /** Every slot of the window has a definitive value. */
  readonly final: boolean;
  /** Items in order of time, by the thousand. */
  readonly batches: AsyncIterable<readonly T[]>;
  readonly close: () => void;
}

export interface Found<T> {
  readonly facts: LoadFacts;
  readonly found: T;
}

/** Loads in MW. One call sees one publication, never a mix. */
export abstract class LoadReads {
  abstract facts(window: Window): Promise<LoadFacts>;

  /** Of both windows, at the same moment. */
  abstract bothFacts(one: Window, other: Window): Promise<readonly [LoadFacts, LoadFacts]>;

  /** In order of time; the whole in memory. */
  abstract points(window: Window): Promise<Found<Iterable<LoadPoint>>>;

  abstract buckets(window: Window, resolution: BucketResolution): Promise<Found<readonly LoadBucket[]>>;

  abstract streamPoints(window: Window): Promise<Streamed<LoadPoint>>;

  abstract streamBuckets(window: Window, resolution: BucketResolution): Promise<Streamed<LoadBucket>>;

  /** The highest or lowest points, ties by time. */
  abstract ranked(window: Window, ranking: Ranking): Promise<Found<readonly LoadPoint[]>>;

  abstract durations(window: Window, question: DurationQuestion): Promise<Found<Durations>>;
}
