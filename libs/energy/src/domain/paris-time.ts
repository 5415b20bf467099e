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

interface Summer {
  readonly start: Instant;
  readonly end: Instant;
}

const SUMMERS = new Map<number, Summer>();

function summerOf(year: number): Summer {
  const known = SUMMERS.get(year) ?? { start: lastSundayAtOne(year, 2), end: lastSundayAtOne(year, 9) };
  SUMMERS.set(year, known);
  return known;
}

/** Seconds that the clock is ahead of UTC at that instant. */
export function offsetAt(instant: Instant): number {
  const { start, end } = summerOf(new Date(instant * 1000).getUTCFullYear());
  return instant >= start && instant < end ? 2 * HOUR : HOUR;
}

export const yearOf = (instant: Instant): number => new Date(wallAt(instant) * 1000).getUTCFullYear();

/** Each instant of an hour that the clock shows for the second time. */
export const isRepeated = (instant: Instant): boolean => offsetAt(instant) < offsetAt(instant - HOUR);

export const endOfRepeatedHour = (year: number): Instant => summerOf(year).end + HOUR;

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

const QUARTER = 900;
const CLOCKS = Array.from({ length: DAY / QUARTER }, (_, quarter) => writtenClock(quarter * QUARTER));

function writtenClock(second: number): string {
  return new Date(second * 1000).toISOString().slice(11, 19);
}

/** Writes many instants of whole seconds, fastest where they are slots that follow each other. */
export function parisWriter(): (instant: Instant) => string {
  // The clock changes on the hour.
  let hour = NaN;
  let offset = 0;
  let suffix = '';
  let day = NaN;
  let date = '';
  return (instant) => {
    if (Math.floor(instant / HOUR) !== hour) {
      hour = Math.floor(instant / HOUR);
      offset = offsetAt(instant);
      suffix = `+0${offset / HOUR}:00`;
    }
    const wall = instant + offset;
    if (Math.floor(wall / DAY) !== day) {
      day = Math.floor(wall / DAY);
      date = new Date(day * DAY * 1000).toISOString().slice(0, 11);
    }
    const second = wall - day * DAY;
    return date + (CLOCKS[second / QUARTER] ?? writtenClock(second)) + suffix;
  };
}
