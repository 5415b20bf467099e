import type { PartialDate } from '../record/partial-date';
import type { GameSourceKey } from '../record/sources';
import type { Candidate } from './candidates';
import { firstReleases } from './first-release';
import type { Comparison, MemberRecord } from './golden-game';
import { criticRatings, mayWin, normalised, userRatings } from './ratings';
import type { SurvivorshipRules } from './survivorship-rules';

/** Fields of which sources may say different things, and the unit of the gap between them. */
export const COMPARED = {
  first_release_year: 'year',
  first_release_date: 'day',
  rating: 'point',
  critic_rating: 'point',
} as const;

export type ComparedField = keyof typeof COMPARED;

const DAY_MS = 86_400_000;

/** What each source says at its best, as a number; in the order of the sources. */
function bySource<T>(all: readonly Candidate<T>[], measured: (value: T) => number | null): Map<GameSourceKey, number> {
  const said = new Map<GameSourceKey, number>();
  for (const { value, member } of all) {
    const measure = measured(value);
    if (measure !== null && !said.has(member.source)) said.set(member.source, measure);
  }
  return said;
}

const dayOf = ({ date, precision }: PartialDate): number | null =>
  precision === 'day' && date !== null ? Date.parse(date) / DAY_MS : null;

/** Every pair of sources that both say something of a field, and how far apart they are. */
export function comparisons(members: readonly MemberRecord[], rules: SurvivorshipRules): readonly Comparison[] {
  if (new Set(members.map(({ source }) => source)).size < 2) return [];
  const dates = firstReleases(members, rules);
  const said: Readonly<Record<ComparedField, Map<GameSourceKey, number>>> = {
    first_release_year: bySource(dates, ({ year }) => year),
    first_release_date: bySource(dates, dayOf),
    rating: bySource(userRatings(members, rules).filter(mayWin), normalised),
    critic_rating: bySource(criticRatings(members, rules).filter(mayWin), normalised),
  };
  return Object.entries(said).flatMap(([field, values]) => pairs(field, values));
}

function pairs(field: string, values: ReadonlyMap<GameSourceKey, number>): Comparison[] {
  const said = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return said.flatMap(([a, one], i) =>
    said.slice(i + 1).map(([b, other]) => ({
      field,
      sources: [a, b] as const,
      values: [one, other] as const,
      gap: Math.round(Math.abs(one - other) * 100) / 100,
    })),
  );
}
