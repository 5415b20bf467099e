import { type PartialDate, PRECISIONS } from '../record/partial-date';
import { type Json, listOf, numberOf, objectOf } from '../record/json-values';

/** IGDB's `date_format`, formerly `category`. */
const FORMATS = { day: 0, month: 1, year: 2, firstQuarter: 3, lastQuarter: 6, toBeAnnounced: 7 } as const;

/** Beyond it (the year 2286, and 1653) a number counts milliseconds, as IGDB did until 2018. */
const MOST_SECONDS = 1e10;

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Unix seconds; null where it is no number. */
export function secondsOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Math.abs(number) > MOST_SECONDS ? number / 1000 : number;
}

/** In UTC; null beyond the years that can be written with four digits. */
function dayOf(seconds: number | null): CalendarDay | null {
  if (seconds === null) return null;
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() } : null;
}

const two = (number: number): string => String(number).padStart(2, '0');
const written = ({ year, month, day }: CalendarDay): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

const yearAlone = (year: number): PartialDate => ({ date: null, precision: 'year', year });
const monthOf = (year: number, month: number, precision: 'month' | 'quarter'): PartialDate => ({
  date: written({ year, month, day: 1 }),
  precision,
  year,
});

/** Without a format, 31 December means no more than that year. */
function unformatted(day: CalendarDay | null): PartialDate | null {
  if (!day) return null;
  return day.month === 12 && day.day === 31 ? yearAlone(day.year) : exactly(day);
}

const exactly = (day: CalendarDay): PartialDate => ({ date: written(day), precision: 'day', year: day.year });

const within = (value: unknown, most: number): number | null => {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) && number >= 1 && number <= most ? number : null;
};

/** One of `release_dates`; null where nothing is announced. */
export function releaseDate(release: Json): PartialDate | null {
  const format = numberOf(release['date_format']) ?? numberOf(release['category']);
  const day = dayOf(secondsOf(release['date']));
  const year = within(release['y'], 9999) ?? day?.year;
  const month = within(release['m'], 12) ?? day?.month;
  if (format === FORMATS.toBeAnnounced || year === undefined) return null;
  if (format === FORMATS.year) return yearAlone(year);
  if (format !== null && format >= FORMATS.firstQuarter && format <= FORMATS.lastQuarter)
    return monthOf(year, (format - FORMATS.firstQuarter) * 3 + 1, 'quarter');
  if (month !== undefined && (format === FORMATS.month || !day)) return monthOf(year, month, 'month');
  if (!day) return yearAlone(year);
  return format === FORMATS.day ? exactly(day) : unformatted(day);
}

interface Released {
  /** Later than any other where it has no instant. */
  readonly seconds: number;
  readonly date: PartialDate;
}

/** The year first: an instant is not told of every release. Of one instant the finest. */
const earliestFirst = (a: Released, b: Released): number =>
  a.date.year - b.date.year ||
  a.seconds - b.seconds ||
  PRECISIONS.indexOf(a.date.precision) - PRECISIONS.indexOf(b.date.precision);

/** `first_release_date` has no format of its own: a release of the same instant tells how precise it is. */
export function firstReleaseOf(game: Json): PartialDate | null {
  const told = secondsOf(game['first_release_date']);
  const [first] = listOf(game['release_dates'])
    .map(objectOf)
    .flatMap((release): Released[] => {
      const date = releaseDate(release);
      return date ? [{ seconds: secondsOf(release['date']) ?? MOST_SECONDS, date }] : [];
    })
    .filter(({ seconds }) => told === null || seconds === told)
    .sort(earliestFirst);
  return first?.date ?? unformatted(dayOf(told));
}

/** Whether a date can be written at all. */
export const isDated = (value: unknown): boolean => dayOf(secondsOf(value)) !== null;
