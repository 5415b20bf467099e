import { alikeTitles } from './alike-titles';
import type { Doubt } from './doubt';
import { grouped } from './order';
import type { Apart } from './release-works';
import { sameBeginnings } from './same-beginnings';
import { arePartedBy } from './same-key';
import type { Standing } from './standing';
import { shared, vetoesBetween } from './vetoes';
import type { Work } from './work';

/** Whether two works of two sources, near in time, are worth a look. */
export type Comparable = (a: Work, b: Work) => boolean;

/**
 * Step 5: works of two sources whose titles are alike, or begin alike, that came out at the same time on the same
 * platform, and neither of which is known to the other's source.
 */
export function similarTitles(works: readonly Work[], standing: Standing, apart: Apart): readonly Doubt[] {
  const comparable: Comparable = (a, b) => areOfOneKind(a, b) && !arePartedBy(apart, a, b);
  const dated = works.filter(({ first, years }) => first.key !== '' && years.length > 0);
  const sides = [...grouped(dated, ({ first }) => first.source)].sort(([, a], [, b]) => a.length - b.length);
  return sides.flatMap(([source, side], i) =>
    sides.slice(i + 1).flatMap(([other, otherSide]) => {
      const few = side.filter((work) => !standing.isKnownTo(other, work));
      const many = otherSide.filter((work) => !standing.isKnownTo(source, work));
      return [...alikeTitles(few, many, comparable), ...sameBeginnings(few, many, comparable)];
    }),
  );
}

const areOfOneKind: Comparable = (a, b) =>
  shared(a.families, b.families).length > 0 &&
  (a.first.key !== b.first.key || a.first.qualifier !== b.first.qualifier) &&
  a.first.edition === b.first.edition &&
  vetoesBetween(a.rows, b.rows).length === 0;
