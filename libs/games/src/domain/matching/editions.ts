import type { Doubt, Findings } from './doubt';
import { type Edge } from './edge';
import type { MatchRecord } from './match-record';
import { byKey, grouped } from './order';
import type { Apart } from './release-works';
import { arePartedBy } from './same-key';
import type { Work } from './work';
import { priorityOf } from '../record/sources';

const baseKey = ({ key, variant, qualifier, numeralForm }: MatchRecord): string =>
  JSON.stringify([key, variant, qualifier, numeralForm]);

interface Base {
  readonly work: Work;
  /** Years from its first release to that of the edition; null where one is unknown. */
  readonly after: number | null;
}

const isNear = ({ after }: Base): boolean => after === null || (after >= -2 && after <= 6);

const distance = ({ after }: Base): number => (after === null ? Infinity : Math.abs(after));

const nearer = (a: Base, b: Base): number => (distance(a) === distance(b) ? 0 : distance(a) - distance(b));

/** Step 3: an edition belongs to the nearest base of its own source, else of another. */
export function editionFindings(works: readonly Work[], apart: Apart): Findings<Edge> {
  const keys = new Set(works.filter(({ first }) => first.edition !== null).map(({ first }) => first.key));
  const bases = grouped(
    works.filter(({ first }) => first.edition === null && first.key !== '' && keys.has(first.key)),
    ({ first }) => baseKey(first),
  );
  const edges: Edge[] = [];
  const doubts: Doubt[] = [];
  for (const edition of works) {
    if (edition.first.edition === null || edition.first.key === '') continue;
    const found = (bases.get(baseKey(edition.first)) ?? [])
      .filter((base) => !arePartedBy(apart, base, edition))
      .map((work) => ({ work, after: yearsAfter(work, edition) }));
    const [nearest, ...tied] = nearestOf(edition, found);
    if (!nearest) continue;
    if (!isNear(nearest))
      doubts.push({ asks: edition, candidate: nearest.work, reason: 'edition_far', confidence: 0.8 });
    else if (tied.length === 0) edges.push(edgeTo(nearest, edition));
    else
      for (const { work } of [nearest, ...tied])
        doubts.push({ asks: edition, candidate: work, reason: 'ambiguous_target', confidence: 0.85 });
  }
  return { edges, doubts };
}

function yearsAfter({ years: [base] }: Work, { years: [edition] }: Work): number | null {
  return base === undefined || edition === undefined ? null : edition - base;
}

/** The nearest of the best source that has one near enough, else of all; several where they are equally near. */
function nearestOf({ first }: Work, bases: readonly Base[]): readonly Base[] {
  const rank = ({ work }: Base): number => (work.first.source === first.source ? -1 : priorityOf(work.first.source));
  const near = bases.filter(isNear);
  const best = Math.min(...near.map(rank));
  const from = near.length > 0 ? near.filter((base) => rank(base) === best) : bases;
  const [nearest, ...others] = from.toSorted(
    (a, b) => nearer(a, b) || rank(a) - rank(b) || byKey(a.work.first, b.work.first),
  );
  if (!nearest) return [];
  return near.length > 0 ? [nearest, ...others.filter((other) => nearer(nearest, other) === 0)] : [nearest];
}

const edgeTo = ({ work, after }: Base, { first }: Work): Edge => ({
  ...{ a: work.first, b: first, step: 3, rule: 'edition', confidence: 0.95, decision: null },
  gap: after === null ? null : Math.abs(after),
});
