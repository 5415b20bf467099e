import { isReleaseSource } from '../record/sources';
import { type Doubt, doubtBetween, type Findings } from './doubt';
import type { Edge } from './edge';
import { byKey, grouped } from './order';
import type { Apart } from './release-works';
import { byWork, otherOf, type Pair, pairsOfSameKey, type PairsOfWorks } from './same-key';
import type { Work } from './work';

/**
 * Step 4: the same title in two sources, and years and platforms agree. A work of a release source chooses its game, and
 * a game may be chosen by several; of two records for whole games each chooses the other.
 */
export function acrossFindings(works: readonly Work[], apart: Apart): Findings<Edge> {
  const pairs = pairsOfSameKey(works, apart);
  const free = byWork(pairs.filter(({ vetoes }) => vetoes.length === 0));
  const fit = (pair: Pair): boolean => confidenceOf(pair, free) !== null;
  const edges: Edge[] = [];
  const doubts: Doubt[] = pairs.flatMap((pair) => doubtOf(pair, fit));
  const chosen = new Set<Pair>();
  for (const [asks, found] of free)
    for (const best of choicesOf(asks, found.filter(fit))) {
      const [pair] = best;
      if (best.length > 1) doubts.push(...best.map((one) => ambiguous(asks, otherOf(one, asks))));
      else if (pair && (isReleased(asks) || chosen.has(pair))) edges.push(edgeOf(pair, confidenceOf(pair, free) ?? 0));
      else if (pair) chosen.add(pair);
    }
  return { edges, doubts };
}

const isReleased = ({ first }: Work): boolean => isReleaseSource(first.source);

const ambiguous = (asks: Work, candidate: Work): Doubt => ({
  ...{ asks, candidate, reason: 'ambiguous_target', confidence: 0.85 },
});

/** Per source of whole games the best of the pairs; several where nothing tells them apart. */
function choicesOf(asks: Work, pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const games = pairs.filter((pair) => !isReleased(otherOf(pair, asks)));
  return [...grouped(games, (pair) => otherOf(pair, asks).first.source).values()].map((rivals) => {
    const [best, ...others] = rivals.sort(better);
    return best ? [best, ...others.filter((other) => better(best, other) === 0)] : [];
  });
}

const years = ({ gap }: Pair): number => gap ?? 1e6;

const better = (a: Pair, b: Pair): number =>
  Number(b.exact) - Number(a.exact) || years(a) - years(b) || b.families - a.families;

/** Null: this pair does not join by itself. */
function confidenceOf(pair: Pair, free: PairsOfWorks): number | null {
  const { a, b, gap, families } = pair;
  if (a.first.numeralForm !== b.first.numeralForm && pair.exact && (gap === null || gap > 1 || families === 0))
    return null;
  if (gap !== null) return gap > 2 ? null : gap <= 1 && families > 0 ? 0.99 : 0.95;
  if (families > 0) return 0.95;
  return isOnly(pair, free) ? 0.93 : null;
}

/** Neither has another candidate in the other's source, whatever its year. */
function isOnly(pair: Pair, free: PairsOfWorks): boolean {
  return [pair.a, pair.b].every((work) => {
    const { source } = otherOf(pair, work).first;
    return (free.get(work) ?? []).filter((rival) => otherOf(rival, work).first.source === source).length === 1;
  });
}

function edgeOf({ a, b, gap }: Pair, confidence: number): Edge {
  const [first, second] = byKey(a.first, b.first) < 0 ? [a, b] : [b, a];
  return { a: first.first, b: second.first, step: 4, rule: 'title', confidence, gap, decision: null };
}

/** What keeps two of one title apart, where it is worth a look. */
function doubtOf(pair: Pair, fit: (pair: Pair) => boolean): readonly Doubt[] {
  const { a, b, exact, gap, families, vetoes } = pair;
  const sameTime = exact && gap !== null && gap <= 1;
  if (vetoes.length > 0 && (families > 0 || sameTime) && fit(pair))
    return [doubtBetween(a, b, { reason: 'veto', confidence: 0.8, vetoes })];
  const late = vetoes.length === 0 && families > 0 && exact && gap !== null && gap > 2;
  return late ? [doubtBetween(a, b, { reason: 'late_port', confidence: 0.85 })] : [];
}
