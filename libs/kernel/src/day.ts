/** A calendar day such as `2026-11-21`: already JSON, already a SQL `date`, and in no time zone. */
export type Day = `${number}-${number}-${number}`;

export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FORM = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number): Day => new Date(instant).toISOString().slice(0, 10) as Day;

/** A day that exists, written `YYYY-MM-DD` and in no other way. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  const instant = midnight(value as Day);
  return !Number.isNaN(instant) && dayOf(instant) === value;
}

export const addDays = (day: Day, days: number): Day => dayOf(midnight(day) + days * DAY_MS);

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const isoWeekday = (day: Day): IsoWeekday => (new Date(midnight(day)).getUTCDay() || 7) as IsoWeekday;

/** Whole days from one to the other; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((midnight(to) - midnight(from)) / DAY_MS);

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export const daysFrom = (from: Day, to: Day): readonly Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i));

/** The day that it is there at that instant. */
export function dayIn(timeZone: string, instant: Date): Day {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant) as Day;
}
