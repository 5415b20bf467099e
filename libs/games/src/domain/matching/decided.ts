import { DisjointSets } from './disjoint-sets';
import type { Decision } from './match-record';
import type { Apart } from './release-works';

/** What people decided, freed of contradictions: the later decision holds. */
export interface Decided {
  readonly links: readonly Decision[];
  readonly apart: Apart;
}

export function decided(decisions: readonly Decision[]): Decided {
  const places = new Map<number, number>();
  for (const id of decisions.flatMap(({ records }) => records)) places.set(id, places.get(id) ?? places.size);
  const ids = [...places.keys()];
  const sets = new DisjointSets(ids.length);
  const parted = new Map<number, Set<number>>();
  const part = (a: number, b: number): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      parted.set(one, (parted.get(one) ?? new Set()).add(other));
  };
  const apart: Apart = (a, b) => (b === undefined ? parted.has(a) : (parted.get(a)?.has(b) ?? false));
  const links: Decision[] = [];
  for (const decision of decisions.toSorted((a, b) => b.id - a.id)) {
    const [a, b] = decision.records;
    const [x, y] = [places.get(a) ?? 0, places.get(b) ?? 0];
    const idsWith = (place: number): number[] => sets.of(place).map((other) => ids[other] ?? 0);
    if (decision.verdict === 'cannot_link') {
      if (!sets.same(x, y)) part(a, b);
    } else if (!idsWith(x).some((one) => idsWith(y).some((other) => apart(one, other)))) {
      links.push(decision);
      sets.join(x, y);
    }
  }
  return { links, apart };
}
