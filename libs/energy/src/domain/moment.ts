import { isDay } from '@hexagone/kernel';
import { END_OF_TIME, FIRST_INSTANT, type Instant, instantsAt } from './paris-time';

/** What somebody wrote as a bound: an instant, or a whole day in Paris. */
export interface Moment {
  /** Its first instant; of a local time that comes twice, the first occurrence. */
  readonly first: Instant;
  /** Its last occurrence; of a day, the first instant of the next one. */
  readonly last: Instant;
  readonly isDay: boolean;
}

/** Why a text is no moment: not ISO 8601, no such day or hour, outside 1996-2099, or skipped in the night of March. */
export type Misreading =
  | { readonly why: 'form' | 'calendar' | 'era' }
  | { readonly why: 'skipped'; readonly around: readonly [Instant, Instant] };

// A + that was not encoded in a query arrives as a space.
const FORM =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|(?:([+ -])(\d\d)(?::?(\d\d))?))?)?$/i;

const HOUR = 3600;
const DAY = 86_400;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** ISO 8601: a day, or a day and a time with an offset, `Z` or nothing (Paris). Never reads another order of day and month. */
export function readMoment(text: string): Moment | Misreading {
  const parts = FORM.exec(text);
  if (!parts) return { why: 'form' };
  const [, day = '', hour, minute = '', second = '0', fraction = '', utc, sign, ...offset] = parts;
  if (!isDay(day)) return { why: 'calendar' };
  if (hour === undefined) return within(dayFrom(midnight(day)));
  const clock = [Number(hour), Number(minute), Number(second)] as const;
  const ahead = [Number(offset[0] ?? 0), Number(offset[1] ?? 0)] as const;
  if (!isClock(clock) || !isClock([...ahead, 0])) return { why: 'calendar' };
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wall = midnight(day) + clock[0] * HOUR + clock[1] * 60 + clock[2] + milliseconds / 1000;
  if (utc === undefined && sign === undefined) return localTime(wall);
  const offsetSeconds = (sign === '-' ? -1 : 1) * (ahead[0] * HOUR + ahead[1] * 60);
  return within(instant(wall - offsetSeconds));
}

export const isMoment = (read: unknown): read is Moment => typeof read === 'object' && read !== null && 'isDay' in read;

const isClock = ([hours, minutes, seconds]: readonly [number, number, number]): boolean =>
  hours < 24 && minutes < 60 && seconds < 60;

const instant = (at: Instant): Moment => ({ first: at, last: at, isDay: false });

const within = (moment: Moment): Moment | Misreading =>
  moment.first >= FIRST_INSTANT && moment.first < END_OF_TIME ? moment : { why: 'era' };

/** The clock never changes at midnight in Paris. */
function dayFrom(wall: number): Moment {
  const [first = 0] = instantsAt(wall);
  const [last = 0] = instantsAt(wall + DAY);
  return { first, last, isDay: true };
}

function localTime(wall: number): Moment | Misreading {
  const [first, last = first] = instantsAt(wall);
  if (first === undefined || last === undefined) return { why: 'skipped', around: [wall - 2 * HOUR, wall - HOUR] };
  return within({ first, last, isDay: false });
}
