import type { Doubt } from './doubt';
import { byKey, grouped } from './order';
import type { Apart } from './release-works';
import { arePartedBy } from './same-key';
import type { Standing } from './standing';
import { gapOf, type Work } from './work';

/** How many words an edition may have that nobody knows. */
const LONGEST = 5;

/** Step 5: the title of a game and words that nobody knows, the last of which is `edition`. */
export function unknownEditions(works: readonly Work[], standing: Standing, apart: Apart): readonly Doubt[] {
  const editions = works.filter(({ first }) => first.edition === null && first.key.endsWith(' edition'));
  const titles = new Set(editions.flatMap(({ first }) => beginnings(first.key)));
  const byTitle = grouped(
    works.filter(({ first }) => titles.has(first.key)),
    ({ first }) => first.key,
  );
  return editions.flatMap((asks): readonly Doubt[] => {
    for (const title of beginnings(asks.first.key)) {
      const bases = (byTitle.get(title) ?? []).filter((base) => couldBe(base, asks) && !arePartedBy(apart, base, asks));
      const [candidate] = bases.sort((a, b) => nearest(asks, a, b));
      if (candidate && standing.areOne(asks, candidate)) return [];
      if (candidate) return [{ asks, candidate, reason: 'possible_edition', confidence: 0.8 }];
    }
    return [];
  });
}

/** What it may be an edition of, the longest first. */
function beginnings(key: string): readonly string[] {
  const words = key.split(' ');
  return words
    .slice(0, -2)
    .map((_, i) => words.slice(0, i + 1).join(' '))
    .slice(-LONGEST + 1)
    .reverse();
}

const couldBe = ({ first: base }: Work, { first: edition }: Work): boolean =>
  base.edition === null &&
  base.variant === edition.variant &&
  base.qualifier === edition.qualifier &&
  base.numbers.join(' ') === edition.numbers.join(' ');

const nearest = (asks: Work, a: Work, b: Work): number =>
  Number(b.first.source === asks.first.source) - Number(a.first.source === asks.first.source) ||
  (gapOf(asks, a) ?? 1e6) - (gapOf(asks, b) ?? 1e6) ||
  byKey(a.first, b.first);
