import { type Doubt, doubtBetween } from './doubt';
import type { Comparable } from './similar-titles';
import { rarestOf, similarityOf, type Trigrams, trigramsOf } from './trigrams';
import { gapOf, type Work } from './work';

const LEAST = 0.75;

const NOTHING: readonly never[] = [];

interface Titled {
  readonly work: Work;
  readonly trigrams: Trigrams;
}

/** Works of one variant, with the same numbers and on the same platform, by the rarest trigrams of their titles. */
type Index = Map<string, Map<number, Titled[]>>;

/** Titles that share three quarters of their trigrams, at most two years between them. */
export function alikeTitles(few: readonly Work[], many: readonly Work[], comparable: Comparable): readonly Doubt[] {
  if (few.length === 0 || many.length === 0) return [];
  const works = [...few, ...many];
  const trigrams = trigramsOf(works.map(({ first }) => first.key));
  const titled = works.map((work, i) => ({ work, trigrams: trigrams[i] ?? new Int32Array() }));
  const index: Index = new Map();
  for (const one of titled.slice(0, few.length)) enter(index, one);
  return titled.slice(few.length).flatMap((a) =>
    nearIn(index, a).flatMap((b) => {
      if (!comparable(a.work, b.work)) return [];
      const similarity = similarityOf(a.trigrams, b.trigrams);
      return [doubtBetween(a.work, b.work, { reason: 'fuzzy_title', confidence: 0.6 + 0.2 * similarity, similarity })];
    }),
  );
}

const blocksOf = ({ first, families }: Work): readonly string[] =>
  families.map((family) => `${first.variant ?? ''}|${first.numbers.join(' ')}|${family}`);

function enter(index: Index, titled: Titled): void {
  for (const block of blocksOf(titled.work)) {
    const marks = index.get(block) ?? new Map<number, Titled[]>();
    index.set(block, marks);
    for (const mark of rarestOf(titled.trigrams, LEAST)) {
      const marked = marks.get(mark);
      if (marked) marked.push(titled);
      else marks.set(mark, [titled]);
    }
  }
}

function nearIn(index: Index, a: Titled): readonly Titled[] {
  const found = new Set<Titled>();
  const keep = (b: Titled): unknown => areNear(a, b) && found.add(b);
  const rarest = rarestOf(a.trigrams, LEAST);
  for (const block of blocksOf(a.work)) {
    const marks = index.get(block);
    if (marks) for (const mark of rarest) marks.get(mark)?.forEach(keep);
  }
  return found.size === 0 ? NOTHING : [...found];
}

/** The cheap questions first: most candidates fail them. */
const areNear = (a: Titled, b: Titled): boolean =>
  Math.min(a.trigrams.length, b.trigrams.length) >= LEAST * Math.max(a.trigrams.length, b.trigrams.length) &&
  (gapOf(a.work, b.work) ?? Infinity) <= 2 &&
  similarityOf(a.trigrams, b.trigrams) >= LEAST;
