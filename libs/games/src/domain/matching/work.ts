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

const union = <T>(some: readonly (readonly T[])[]): readonly T[] =>
  some.length === 1 && some[0] ? some[0] : [...new Set(some.flat())];

/** There are few years, and a work is made of nearly every record: each list is kept once. */
const years = new Map<number | null, readonly number[]>([[null, []]]);

function yearsOf(year: number | null): readonly number[] {
  const known = years.get(year);
  if (known) return known;
  const list = year === null ? [] : [year];
  years.set(year, list);
  return list;
}

/** Of rows that are not empty, the earliest first. */
export function workOf(rows: readonly MatchRecord[]): Work {
  const first = rows.find(({ notes }) => notes.length === 0) ?? rows[0];
  if (!first) throw new Error('A work without rows');
  return {
    rows,
    first,
    years: union(rows.map(({ year }) => yearsOf(year))),
    families: union(rows.map(({ families }) => families)),
    companyKeys: union(rows.map(({ companyKeys }) => companyKeys)),
  };
}

/** Least distance in years of any two of their rows; null where one has no year. */
export function gapOf(a: Work, b: Work): number | null {
  let least: number | null = null;
  for (const year of a.years) for (const other of b.years) least = Math.min(least ?? Infinity, Math.abs(year - other));
  return least;
}
