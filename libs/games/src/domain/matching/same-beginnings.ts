import { type Doubt, doubtBetween } from './doubt';
import { grouped } from './order';
import type { Comparable } from './similar-titles';
import type { Work } from './work';

/** With more candidates a first word tells nothing. */
const MANY = 5;

/** Titles whose first words are equal, of the same company, in the same year or the next. */
export function sameBeginnings(few: readonly Work[], many: readonly Work[], comparable: Comparable): readonly Doubt[] {
  const placed = few.flatMap((work) => placesOf(work, work.years).map((place) => ({ work, place })));
  const places = grouped(placed, ({ place }) => place);
  const found = many.flatMap((a) => {
    const years = a.years.flatMap((year) => [year - 1, year, year + 1]);
    const near = placesOf(a, new Set(years)).flatMap((place) => places.get(place) ?? []);
    return [...new Set(near.map(({ work }) => work))].filter((b) => comparable(a, b)).map((b) => ({ a, b }));
  });
  const counts = new Map<Work, number>();
  for (const work of found.flatMap(({ a, b }) => [a, b])) counts.set(work, (counts.get(work) ?? 0) + 1);
  const isOneOfFew = (work: Work): boolean => (counts.get(work) ?? 0) <= MANY;
  return found
    .filter(({ a, b }) => isOneOfFew(a) && isOneOfFew(b))
    .map(({ a, b }) => doubtBetween(a, b, { reason: 'same_release_other_title', confidence: 0.76 }));
}

export const firstWordOf = (key: string): string => key.split(' ', 1)[0] ?? '';

/** Where a work is looked for: first word, company and year. */
const placesOf = ({ first, companyKeys }: Work, years: Iterable<number>): readonly string[] => {
  const word = firstWordOf(first.key);
  return companyKeys.flatMap((company) => [...years].map((year) => `${word}|${company}|${year}`));
};
