import { isReleaseSource } from '../record/sources';
import type { MatchRecord, Veto } from './match-record';

/** Years between, null where one is unknown. */
export const yearsBetween = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.abs(a - b);

export const shared = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.filter((word) => b.includes(word));

type Forbids = (a: MatchRecord, b: MatchRecord) => boolean;

const stands = (record: MatchRecord): boolean =>
  record.edition === null && record.editionOf === null && record.portOf === null;

const sameNumbers: Forbids = (a, b) =>
  a.key === '' ||
  b.key === '' ||
  (a.numbers.length === b.numbers.length && a.numbers.every((n, i) => n === b.numbers[i]));

const RULES: readonly (readonly [Veto, Forbids])[] = [
  ['same_source', (a, b) => a.source === b.source && !isReleaseSource(a.source) && stands(a) && stands(b)],
  ['variant', (a, b) => a.variant !== b.variant],
  ['kind', (a, b) => a.kind !== b.kind],
  ['numbers', (a, b) => !sameNumbers(a, b)],
  ['title_year', (a, b) => (yearsBetween(a.titleYear, b.titleYear) ?? 0) > 0],
  [
    'platform_years',
    (a, b) =>
      a.source === b.source &&
      isReleaseSource(a.source) &&
      a.edition === b.edition &&
      (yearsBetween(a.year, b.year) ?? 0) > 2 &&
      shared(a.families, b.families).length > 0,
  ],
];

/** What a source itself links (ids, editions, ports) is the same whatever the words of the titles are. */
export const ABOUT_WORDS: readonly Veto[] = ['variant', 'kind', 'numbers', 'title_year'];

/** Why these two never join by themselves; empty where nothing forbids it. Decisions of people are not asked. */
export const vetoes = (a: MatchRecord, b: MatchRecord): readonly Veto[] =>
  RULES.filter(([, forbids]) => forbids(a, b)).map(([veto]) => veto);

/** Why the records of one game never join those of another by themselves. */
export const vetoesBetween = (some: readonly MatchRecord[], others: readonly MatchRecord[]): readonly Veto[] => [
  ...new Set(some.flatMap((a) => others.flatMap((b) => vetoes(a, b)))),
];
