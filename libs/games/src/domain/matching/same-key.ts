import { isLone } from './doubt';
import type { Veto } from './match-record';
import { grouped } from './order';
import type { Apart } from './release-works';
import { shared, vetoesBetween } from './vetoes';
import { gapOf, type Work } from './work';

/** Works of two sources that a key brings together. */
export interface Pair {
  readonly a: Work;
  readonly b: Work;
  /** It is the key of both titles, not that of an alternative title. */
  readonly exact: boolean;
  readonly gap: number | null;
  /** Families of platforms that both have. */
  readonly families: number;
  readonly vetoes: readonly Veto[];
}

/** Pairs of works of two sources with a common key, and neither an edition nor a qualifier. */
export function pairsOfSameKey(works: readonly Work[], apart: Apart): readonly Pair[] {
  const lone = works.filter(({ first }) => isLone(first));
  const owners = grouped(lone, ({ first }) => first.key);
  const pairs: Pair[] = [];
  const add = (a: Work, b: Work, exact: boolean): void => {
    if (a.first.source !== b.first.source && !arePartedBy(apart, a, b)) pairs.push(pairOf(a, b, exact));
  };
  for (const same of owners.values())
    for (const [i, a] of same.entries()) for (const b of same.slice(i + 1)) add(a, b, true);
  for (const work of lone)
    for (const owner of work.first.alternativeKeys.flatMap((key) => owners.get(key) ?? []))
      if (!(knows(owner, work) && work.first.key <= owner.first.key)) add(work, owner, false);
  return pairs;
}

/** By an alternative title. */
const knows = (a: Work, b: Work): boolean => a.first.alternativeKeys.includes(b.first.key);

/** A person said that they are two. */
export const arePartedBy = (apart: Apart, a: Work, b: Work): boolean =>
  a.rows.some((one) => b.rows.some((other) => apart(one.id, other.id)));

const pairOf = (a: Work, b: Work, exact: boolean): Pair => ({
  ...{ a, b, exact },
  gap: gapOf(a, b),
  families: shared(a.families, b.families).length,
  vetoes: vetoesBetween(a.rows, b.rows),
});

export type PairsOfWorks = ReadonlyMap<Work, readonly Pair[]>;

/** Each pair under both of its works. */
export const byWork = (pairs: readonly Pair[]): PairsOfWorks => {
  const both = pairs.flatMap((pair) => [pair.a, pair.b].map((work) => ({ work, pair })));
  return new Map([...grouped(both, ({ work }) => work)].map(([work, found]) => [work, found.map(({ pair }) => pair)]));
};

export const otherOf = ({ a, b }: Pair, work: Work): Work => (a === work ? b : a);
