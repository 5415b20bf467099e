import { PRECISIONS, type PartialDate } from '../record/partial-date';
import { bySource, byValue, type Candidate, candidates, maybe } from './candidates';
import type { MemberRecord } from './golden-game';
import type { SurvivorshipRules } from './survivorship-rules';

const finest = (a: PartialDate, b: PartialDate): number =>
  PRECISIONS.indexOf(a.precision) - PRECISIONS.indexOf(b.precision);

const earliest = (a: PartialDate, b: PartialDate): number => {
  if (a.year !== b.year || a.date === b.date) return a.year - b.year;
  if (a.date === null || b.date === null) return a.date === null ? 1 : -1;
  return a.date < b.date ? -1 : 1;
};

/** The finest precision, then the earliest. */
export const finestThenEarliest = (a: PartialDate, b: PartialDate): number => finest(a, b) || earliest(a, b);

/** When the game first came out, by what its main records say; the best first. */
export const firstReleases = (
  members: readonly MemberRecord[],
  { firstRelease: { rule, order } }: SurvivorshipRules,
): readonly Candidate<PartialDate>[] =>
  candidates(
    members.filter(({ role }) => role === 'main'),
    ({ facts }) => maybe(facts.firstRelease),
    rule === 'earliest'
      ? byValue(order, (a, b) => earliest(a, b) || finest(a, b))
      : bySource(order, finestThenEarliest),
  );
