import { type Doubt, doubtBetween } from './doubt';
import { grouped } from './order';
import type { Apart } from './release-works';
import { arePartedBy } from './same-key';
import type { Standing } from './standing';
import { similarityOf, TrigramIndex, trigramsOf } from './trigrams';
import { shared, vetoesBetween } from './vetoes';
import { gapOf, type Work } from './work';

const LIKE = 0.75;

const MANY = 5;

/** Two works that are worth a look: of two sources, neither of which speaks of the other's game. */
type Comparable = (a: Work, b: Work) => boolean;

/** Step 5: works whose titles are alike, or begin alike, and that came out at the same time on the same platform. */
export function similarTitles(works: readonly Work[], standing: Standing, apart: Apart): readonly Doubt[] {
  const named = works.filter(({ first, years }) => first.key !== '' && years.length > 0);
  const sides = [...grouped(named, ({ first }) => first.source).values()];
  const comparable: Comparable = (a, b) =>
    !standing.isKnownTo(b, a) && !standing.isKnownTo(a, b) && !arePartedBy(apart, a, b) && sameTimeAndPlace(a, b);
  return sides.flatMap((some, i) =>
    sides
      .slice(i + 1)
      .flatMap((others) => [...alike(some, others, comparable), ...beginAlike(some, others, comparable)]),
  );
}

const sameTimeAndPlace: Comparable = (a, b) =>
  (gapOf(a, b) ?? 9) <= 2 &&
  shared(a.families, b.families).length > 0 &&
  a.first.edition === b.first.edition &&
  vetoesBetween(a.rows, b.rows).length === 0;

/** Titles that share three quarters of their trigrams. */
function alike(some: readonly Work[], others: readonly Work[], comparable: Comparable): readonly Doubt[] {
  const blocks = grouped(others, blockOf);
  return [...grouped(some, blockOf)].flatMap(([key, block]) => {
    const candidates = (blocks.get(key) ?? []).map((work) => ({ work, trigrams: trigramsOf(work.first.key) }));
    const index = new TrigramIndex(
      candidates.map(({ trigrams }) => trigrams),
      LIKE,
    );
    return block.flatMap((a) => {
      const trigrams = trigramsOf(a.first.key);
      return [...index.near(trigrams)].flatMap((at) => {
        const b = candidates[at];
        const similarity = b ? similarityOf(trigrams, b.trigrams) : 0;
        const found = b && similarity >= LIKE && isOtherTitle(a, b.work) && comparable(a, b.work);
        const confidence = 0.6 + 0.2 * similarity;
        return found ? [doubtBetween(a, b.work, { reason: 'fuzzy_title', confidence, similarity })] : [];
      });
    });
  });
}

const blockOf = ({ first: { numbers, variant } }: Work): string => `${variant ?? ''} ${numbers.join(' ')}`;

const isOtherTitle = (a: Work, b: Work): boolean =>
  a.first.key !== b.first.key || a.first.qualifier !== b.first.qualifier;

/** Titles whose first words are equal, published by the same company in the same year or the next. */
function beginAlike(some: readonly Work[], others: readonly Work[], comparable: Comparable): readonly Doubt[] {
  const places = grouped(
    others.flatMap((work) => placesOf(work, work.years)),
    ({ place }) => place,
  );
  const found = some.flatMap((a) => {
    const near = placesOf(
      a,
      a.years.flatMap((year) => [year - 1, year, year + 1]),
    );
    const candidates = new Set(near.flatMap(({ place }) => places.get(place) ?? []).map(({ work }) => work));
    return [...candidates].filter((b) => isOtherTitle(a, b) && comparable(a, b)).map((b) => ({ a, b }));
  });
  const counts = new Map<Work, number>();
  for (const work of found.flatMap(({ a, b }) => [a, b])) counts.set(work, (counts.get(work) ?? 0) + 1);
  const isOneOfFew = (work: Work): boolean => (counts.get(work) ?? 0) <= MANY;
  return found
    .filter(({ a, b }) => isOneOfFew(a) && isOneOfFew(b))
    .map(({ a, b }) => doubtBetween(a, b, { reason: 'same_release_other_title', confidence: 0.76 }));
}

/** Where a work would be looked for: first word, company, platform and year. */
const placesOf = (work: Work, years: readonly number[]): { readonly work: Work; readonly place: string }[] => {
  const [word] = work.first.key.split(' ');
  return work.companyKeys.flatMap((company) =>
    work.families.flatMap((family) => years.map((year) => ({ work, place: [word, company, family, year].join('|') }))),
  );
};
