import type { Moment } from './moment';
import { endOfRepeatedHour, type Instant, yearOf } from './paris-time';

/** Are both ends in the range, or the first alone? Ranges of `[)` tile. */
export const BOUNDS = ['[]', '[)'] as const;
export type Bounds = (typeof BOUNDS)[number];

export const HALF_HOUR = 1800;
export const QUARTER = 900;
/** Seconds from one slot of a grid to the next; slots are multiples of it since the epoch. */
export type Step = typeof HALF_HOUR | typeof QUARTER;

export interface Ends {
  readonly start: Moment;
  readonly end: Moment;
  readonly bounds: Bounds;
}

/** The slots between two ends, which need not be slots themselves. */
export interface SlotRange {
  /** The ends as they were understood. A day as included end is shown as its last slot. */
  readonly start: Instant;
  readonly end: Instant;
  readonly bounds: Bounds;
  readonly step: Step;
  /** Slots are `from`, `from + step` … below `until`; none where the two are equal. */
  readonly from: Instant;
  readonly until: Instant;
}

const upTo = (at: Instant, step: Step): Instant => Math.ceil(at / step) * step;
const downTo = (at: Instant, step: Step): Instant => Math.floor(at / step) * step;

/** What keeps these ends from being a range. */
export function disorderOf({ start, end, bounds }: Ends): 'start-after-end' | 'range-empty' | undefined {
  const closed = bounds === '[]';
  const wholeDay = closed && end.isDay;
  const last = end.isDay && !closed ? end.first : end.last;
  if (start.first > last || (wholeDay && start.first === last)) return 'start-after-end';
  return !closed && start.first === last ? 'range-empty' : undefined;
}

/** Of ends in order. An end that comes twice is the last occurrence, a start the first. */
export function slotRange({ start, end, bounds }: Ends, step: Step): SlotRange {
  const closed = bounds === '[]';
  const given = { start: start.first, bounds, step, from: upTo(start.first, step) };
  if (!closed) {
    const last = end.isDay ? end.first : end.last;
    return { ...given, end: last, until: upTo(last, step) };
  }
  if (end.isDay) return { ...given, end: end.last - step, until: end.last };
  return { ...given, end: end.last, until: downTo(end.last, step) + step };
}

export const slotsIn = ({ from, until, step }: Pick<SlotRange, 'from' | 'until' | 'step'>): number =>
  (until - from) / step;

const HOUR = 3600;

/** The slots of the range that the clock of Paris shows for the second time. */
export function repeatedSlots({ from, until, step }: Pick<SlotRange, 'from' | 'until' | 'step'>): Instant[] {
  const years = Array.from({ length: yearOf(until) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
  const hours = years.map(endOfRepeatedHour).map((end) => end - HOUR);
  return hours
    .flatMap((start) => Array.from({ length: HOUR / step }, (_, i) => start + i * step))
    .filter((slot) => slot >= from && slot < until);
}
