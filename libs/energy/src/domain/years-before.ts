import { END_OF_TIME, FIRST_INSTANT, type Instant, instantsAt, wallAt, type WallSeconds } from './paris-time';
import type { SlotRange } from './slot-range';

/** By date: the same local dates of another year. By weekday: 52 whole weeks for each year. */
export const ALIGNMENTS = ['date', 'weekday'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

const HOUR = 3600;
const FIFTY_TWO_WEEKS = 364 * 24 * HOUR;

/** The 29th of February becomes the 1st of March, hence a leap February compares as a month. */
function wallYearsBefore(wall: WallSeconds, years: number): WallSeconds {
  const clock = new Date(wall * 1000);
  clock.setUTCFullYear(clock.getUTCFullYear() - years);
  return clock.getTime() / 1000;
}

/** Of a local time that comes twice, that occurrence; of one that is skipped, the instant when the clock skips it. */
function instantOf(wall: WallSeconds, occurrence: 0 | -1): Instant {
  const found = instantsAt(wall).at(occurrence);
  if (found !== undefined) return found;
  return Math.floor((wall - HOUR) / HOUR) * HOUR;
}

/**
 * The range of the same slots so many years before, half-open on the local clock: whole days and months stay whole.
 * Undefined where it leaves the years that this service knows.
 */
export function yearsBefore(range: SlotRange, years: number, align: Alignment): SlotRange | undefined {
  const back = (wall: WallSeconds): WallSeconds =>
    align === 'date' ? wallYearsBefore(wall, years) : wall - years * FIFTY_TWO_WEEKS;
  const from = instantOf(back(wallAt(range.from)), 0);
  const until = instantOf(back(wallAt(range.until)), -1);
  if (from < FIRST_INSTANT || until > END_OF_TIME) return undefined;
  return { start: from, end: until, bounds: '[)', step: range.step, from, until };
}
