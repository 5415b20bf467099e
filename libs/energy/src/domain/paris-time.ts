/*
 * Legal time of Paris since 1996 (directive 2000/84/EC and those before it): one hour ahead of UTC, two from the last
 * Sunday of March to the last Sunday of October, both changes at 01:00 UTC. Instants are seconds of the epoch.
 */

/** A wall clock reading, as seconds since 1970-01-01T00:00 on that same clock. */
export type WallSeconds = number;
/** Seconds of the epoch. */
export type Instant = number;

const HOUR = 3600;
const DAY = 86_400;

export const FIRST_INSTANT: Instant = Date.UTC(1996, 0, 1) / 1000 - HOUR;
/** Not included. */
export const END_OF_TIME: Instant = Date.UTC(2100, 0, 1) / 1000 - HOUR;

const lastSundayAtOne = (year: number, month: number): Instant => {
  const last = Date.UTC(year, month + 1, 0) / 1000;
  return last - new Date(last * 1000).getUTCDay() * DAY + HOUR;
};

/** Seconds that the clock is ahead of UTC at that instant. */
export function offsetAt(instant: Instant): number {
  const year = new Date(instant * 1000).getUTCFullYear();
  return instant >= lastSundayAtOne(year, 2) && instant < lastSundayAtOne(year, 9) ? 2 * HOUR : HOUR;
}

export const yearOf = (instant: Instant): number => new Date(wallAt(instant) * 1000).getUTCFullYear();

/** Each instant of an hour that the clock shows for the second time. */
export const isRepeated = (instant: Instant): boolean => offsetAt(instant) < offsetAt(instant - HOUR);

export const endOfRepeatedHour = (year: number): Instant => lastSundayAtOne(year, 9) + HOUR;

/** No instant (the hour skipped in March), one, or two in order (the hour repeated in October). */
export const instantsAt = (wall: WallSeconds): readonly Instant[] =>
  [wall - 2 * HOUR, wall - HOUR].filter((instant) => instant + offsetAt(instant) === wall);

export const wallAt = (instant: Instant): WallSeconds => instant + offsetAt(instant);

/** `2018-10-28T02:00:00+02:00`; milliseconds are shown where there are any. */
export function writtenInParis(instant: Instant): string {
  const offset = offsetAt(instant);
  const text = new Date(Math.round((instant + offset) * 1000)).toISOString().replace(/\.000Z$|Z$/, '');
  return `${text}+0${offset / HOUR}:00`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** Writes many instants of whole seconds, fastest where they follow each other. */
export function parisWriter(): (instant: Instant) => string {
  let [from, until, offset, day, written] = [0, 0, 0, NaN, ''];
  return (instant) => {
    if (instant < from || instant >= until) {
      // The clock changes on the hour.
      from = Math.floor(instant / HOUR) * HOUR;
      until = from + HOUR;
      offset = offsetAt(instant);
    }
    const wall = instant + offset;
    if (Math.floor(wall / DAY) !== day) {
      day = Math.floor(wall / DAY);
      written = new Date(day * DAY * 1000).toISOString().slice(0, 11);
    }
    const second = wall - day * DAY;
    const clock = [second / HOUR, (second % HOUR) / 60, second % 60].map((part) => TWO_DIGITS[Math.floor(part)]);
    return `${written}${clock.join(':')}+0${offset / HOUR}:00`;
  };
}
