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
  const byTitle = grouped(works, ({ first }) => first.key);
  return works.flatMap((asks): readonly Doubt[] => {
    const words = asks.first.key.split(' ');
    if (words.at(-1) !== 'edition' || asks.first.edition !== null) return [];
    for (let length = words.length - 2; length >= Math.max(1, words.length - LONGEST); length -= 1) {
      const bases = (byTitle.get(words.slice(0, length).join(' ')) ?? []).filter(
        (base) => couldBe(base, asks) && !arePartedBy(apart, base, asks),
      );
      const [candidate] = bases.sort((a, b) => nearest(asks, a, b));
      if (candidate && standing.areOne(asks, candidate)) return [];
      if (candidate) return [{ asks, candidate, reason: 'possible_edition', confidence: 0.8 }];
    }
    return [];
  });
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
