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

/** No instant (the hour skipped in March), one, or two in order (the hour repeated in October). */
export const instantsAt = (wall: WallSeconds): readonly Instant[] =>
  [wall - 2 * HOUR, wall - HOUR].filter((instant) => instant + offsetAt(instant) === wall);

export const wallAt = (instant: Instant): WallSeconds => instant + offsetAt(instant);

/** `2018-10-28T02:00:00+02:00`; milliseconds are shown where there are any. */
export function writtenInParis(instant: Instant): string {
  const offset = offsetAt(instant);
  const text = new Date((instant + offset) * 1000).toISOString().replace(/\.000Z$|Z$/, '');
  return `${text}+0${offset / HOUR}:00`;
}
