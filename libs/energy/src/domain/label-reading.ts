/** The forms in which files, and people who saved them anew, write days, times and whole numbers. */

const DAY_SECONDS = 86_400;
/** Spreadsheets count days from 1899-12-30. */
const SERIAL_OF_1970 = 25_569;

const YEAR_FIRST = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const SERIAL_DAY = /^(\d{5})(?:[.,]0+)?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::00)?$/;
const FRACTION = /^0(?:[.,]\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
const SPACED_INTEGER = /^([+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})*|[+-]?\d+)(?:[.,]0+)?$/;
const MISSING = new Set(['', '-', 'ND']);

/** `2018-02-11`, `11/02/2018` (the day first, never the month) or a spreadsheet's serial, in days since 1970. */
export function readDay(text: string): number | null {
  const serial = SERIAL_DAY.exec(text);
  if (serial) return Number(serial[1]) - SERIAL_OF_1970;
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = DAY_FIRST.exec(text);
  return dayFirst && dayOf(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
}

function dayOf(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 1000 / DAY_SECONDS : null;
}

/** `07:30`, `7:30:00` or a spreadsheet's fraction of a day, in minutes; null unless a quarter of an hour of the day. */
export function readQuarter(text: string): number | null {
  const clock = CLOCK.exec(text);
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : minutesOfFraction(text);
  const exists = minutes !== null && minutes % 15 === 0 && minutes < 1440 && (!clock || Number(clock[2]) < 60);
  return exists ? minutes : null;
}

const minutesOfFraction = (text: string): number | null =>
  FRACTION.test(text) ? Math.round(Number(text.replace(',', '.')) * 1440) : null;

/**
 * A whole number, also as `51234.0` or `51 234`. Null: blank, `ND` (not available) or `-` (not applicable, or missing).
 * NaN: anything else, a fraction for instance.
 */
export function readWhole(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (INTEGER.test(text)) return Number(text);
  const trimmed = text.trim();
  if (MISSING.has(trimmed.toUpperCase())) return null;
  const spaced = SPACED_INTEGER.exec(trimmed);
  return spaced ? Number(spaced[1]?.replace(/[ \u00a0\u202f]/g, '')) : NaN;
}
