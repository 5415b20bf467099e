import { type Instant, instantsAt, wallAt } from './paris-time';
import { HALF_HOUR, QUARTER, type SlotRange, slotsIn, type Step } from './slot-range';

/** Slots as published, or means over local hours, days, months and years. */
export const RESOLUTIONS = ['PT30M', 'PT15M', 'PT1H', 'P1D', 'P1M', 'P1Y'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];
export const GRIDS = ['PT30M', 'PT15M'] as const;
export type Grid = (typeof GRIDS)[number];
export type BucketResolution = Exclude<Resolution, Grid>;

export const isGrid = (resolution: Resolution): resolution is Grid => GRIDS.includes(resolution as Grid);

/** Quarters are counted only where they are asked for; all else is made of half-hours. */
export const stepOf = (resolution: Resolution): Step => (resolution === 'PT15M' ? QUARTER : HALF_HOUR);

const HOUR = 3600;

/** The end of the local hour, day, month or year that begins there. */
export function bucketEnd(start: Instant, resolution: BucketResolution): Instant {
  if (resolution === 'PT1H') return start + HOUR;
  const clock = new Date(wallAt(start) * 1000);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()];
  const next = {
    P1D: Date.UTC(year, month, day + 1),
    P1M: Date.UTC(year, month + 1, 1),
    P1Y: Date.UTC(year + 1, 0, 1),
  }[resolution];
  const [end = 0] = instantsAt(next / 1000);
  return end;
}

export interface BucketSlots {
  /** Slots of the bucket inside the range. */
  readonly expected: number;
  /** The range cuts the bucket. */
  readonly partial: boolean;
}

export function bucketSlots(start: Instant, resolution: BucketResolution, range: SlotRange): BucketSlots {
  const end = bucketEnd(start, resolution);
  const { step } = range;
  const inside = { step, from: Math.max(start, range.from), until: Math.min(end, range.until) };
  const expected = slotsIn(inside);
  return { expected, partial: expected < slotsIn({ step, from: start, until: end }) };
}

/** At most so many items are answered in one JSON document. */
export const MOST_ITEMS = 100_000;

/** How many items a range can have at that resolution, whatever is stored. */
export function itemsIn(range: SlotRange, resolution: Resolution): number {
  if (isGrid(resolution)) return slotsIn(range);
  const length = { PT1H: HOUR, P1D: 23 * HOUR, P1M: 28 * 24 * HOUR, P1Y: 365 * 24 * HOUR }[resolution];
  return Math.ceil((range.until - range.from) / length);
}
