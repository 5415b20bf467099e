import type { MatchRecord } from './match-record';

/** What one source says of one game: one record, or the rows of a release source that are one work. */
export interface Work {
  /** The earliest first. */
  readonly rows: readonly MatchRecord[];
  /** Speaks for all rows, hence whole rather than partial figures where there are some: they have the same source, key, variant, edition, qualifier and form of numerals. */
  readonly first: MatchRecord;
  /** Of the dated rows, each once. */
  readonly years: readonly number[];
  readonly families: readonly string[];
  readonly companyKeys: readonly string[];
}

const distinct = <T>(values: readonly T[]): readonly T[] => (values.length < 2 ? values : [...new Set(values)]);

/** Of rows that are not empty, the earliest first. */
export function workOf(rows: readonly MatchRecord[]): Work {
  const first = rows.find(({ notes }) => notes.length === 0) ?? rows[0];
  if (!first) throw new Error('A work without rows');
  return {
    rows,
    first,
    years: distinct(rows.flatMap(({ year }) => (year === null ? [] : [year]))),
    families: distinct(rows.flatMap(({ families }) => [...families])),
    companyKeys: distinct(rows.flatMap(({ companyKeys }) => [...companyKeys])),
  };
}

/** Least distance in years of any two of their rows; null where one has no year. */
export function gapOf(a: Work, b: Work): number | null {
  if (a.years.length === 0 || b.years.length === 0) return null;
  return Math.min(...a.years.flatMap((year) => b.years.map((other) => Math.abs(year - other))));
}
