import { isReleaseSource } from '../record/sources';
import { type Doubt, doubtBetween, type Findings } from './doubt';
import type { Edge } from './edge';
import { byKey } from './order';
import type { Apart } from './release-works';
import { type Namesake, SameKey } from './same-key';
import { shared, vetoesBetween } from './vetoes';
import { gapOf, type Work } from './work';

interface Candidate extends Namesake {
  readonly gap: number | null;
  /** Families of platforms that both have. */
  readonly families: number;
}

/**
 * Step 4: the same title in two sources, and years and platforms agree. A work of a release source chooses its game, and
 * a game may be chosen by several; of two records for whole games each chooses the other.
 */
export function acrossFindings(works: readonly Work[], apart: Apart): Findings<Edge> {
  const sameKey = new SameKey(works, apart);
  const chosen = new Map<Work, Set<Work>>();
  const edges: Edge[] = [];
  const doubts: Doubt[] = [];
  for (const asks of sameKey.works)
    for (const namesakes of sameKey.of(asks).values()) {
      const candidates = namesakes.map((namesake) => candidateOf(asks, namesake));
      doubts.push(...doubtsOf(asks, candidates));
      const found = bestOf(asks, candidates, sameKey);
      const tied = found.flatMap(({ works }) => works);
      const [best] = found;
      if (!best) continue;
      if (tied.length > 1) doubts.push(...tied.map((work) => ambiguous(asks, work)));
      else if (isReleased(asks) || chosen.get(best.work)?.has(asks)) edges.push(edgeOf(asks, best, sameKey));
      else chosen.set(asks, (chosen.get(asks) ?? new Set()).add(best.work));
    }
  return { edges, doubts };
}

const isReleased = ({ first }: Work): boolean => isReleaseSource(first.source);

const candidateOf = (asks: Work, namesake: Namesake): Candidate => ({
  ...namesake,
  gap: gapOf(asks, namesake.work),
  families: shared(asks.families, namesake.work.families).length,
});

const ambiguous = (asks: Work, candidate: Work): Doubt => ({
  ...{ asks, candidate, reason: 'ambiguous_target', confidence: 0.85 },
});

/** The best games for a work; several where nothing tells them apart. */
function bestOf(asks: Work, candidates: readonly Candidate[], sameKey: SameKey): readonly Candidate[] {
  const fit = candidates.filter(
    (one) =>
      !isReleased(one.work) && isNear(asks, one) && confidenceOf(asks, one, sameKey) !== null && isFree(asks, one),
  );
  const [best, ...others] = fit.sort(better);
  return best ? [best, ...others.filter((other) => better(best, other) === 0)] : [];
}

const years = ({ gap }: Candidate): number => gap ?? 1e6;

const better = (a: Candidate, b: Candidate): number =>
  years(a) - years(b) || b.families - a.families || Number(b.exact) - Number(a.exact);

const isFree = (asks: Work, { work }: Namesake): boolean => vetoesBetween(asks.rows, work.rows).length === 0;

/** Numerals of two forms are one number only in the same year and on the same platform. */
function isNear({ first }: Work, { work, exact, gap, families }: Candidate): boolean {
  if (exact && first.numeralForm !== work.first.numeralForm) return gap !== null && gap <= 1 && families > 0;
  return gap === null || gap <= 2;
}

/** Null: they do not join by themselves. */
function confidenceOf(asks: Work, { work, gap, families }: Candidate, sameKey: SameKey): number | null {
  if (gap !== null) return gap <= 1 && families > 0 ? 0.99 : 0.95;
  if (families > 0) return 0.95;
  return isOnly(asks, work, sameKey) && isOnly(work, asks, sameKey) ? 0.93 : null;
}

/** It has no other candidate in the source of `candidate`, of whatever year. */
const isOnly = (asks: Work, { first: { source } }: Work, sameKey: SameKey): boolean =>
  sameKey.freeOf(asks).get(source) === 1;

function edgeOf(asks: Work, candidate: Candidate, sameKey: SameKey): Edge {
  const [a, b] = [asks.first, candidate.work.first].sort(byKey) as [Work['first'], Work['first']];
  const confidence = confidenceOf(asks, candidate, sameKey) ?? 0;
  return { a, b, step: 4, rule: 'title', confidence, gap: candidate.gap, decision: null };
}

/** What keeps it from others of its title, where that is worth a look: vetoes, or many years to the nearest. */
function doubtsOf(asks: Work, candidates: readonly Candidate[]): readonly Doubt[] {
  const vetoed = candidates.flatMap((one) => {
    const isSignal = one.families > 0 || (one.exact && one.gap !== null && one.gap <= 1);
    const vetoes = isSignal && isNear(asks, one) ? vetoesBetween(asks.rows, one.work.rows) : [];
    if (vetoes.length === 0) return [];
    return one.works.map((work) => doubtBetween(asks, work, { reason: 'veto', confidence: 0.8, vetoes }));
  });
  const late = candidates
    .filter((one) => one.exact && one.families > 0 && one.gap !== null && one.gap > 2)
    .sort((a, b) => better(a, b) || byKey(a.work.first, b.work.first))
    .find((one) => isFree(asks, one));
  const doubts = late ? [...vetoed, doubtBetween(asks, late.work, { reason: 'late_port', confidence: 0.85 })] : vetoed;
  return doubts.filter((doubt) => doubt.asks === asks);
}
