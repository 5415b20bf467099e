export interface Fused<Name extends string> {
  readonly id: number;
  readonly score: number;
  /** Rank in each list, from 1; null: not in it. */
  readonly ranks: Readonly<Record<Name, number | null>>;
}

/** What keeps one first rank from outweighing two good ones. */
const DAMPING = 60;

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): Σ 1/(60 + rank) over the lists, best first; ties by the place in the first list, then by id. */
export function reciprocalRankFusion<Name extends string>(
  lists: Readonly<Record<Name, readonly number[]>>,
): readonly Fused<Name>[] {
  const names = Object.keys(lists) as Name[];
  const ranks = names.map((name) => [name, new Map(lists[name].map((id, i) => [id, i + 1]))] as const);
  const ids = new Set(names.flatMap((name) => [...lists[name]]));
  const fused = [...ids].map((id) => {
    const of = ranks.map(([name, rank]) => [name, rank.get(id) ?? null] as const);
    const score = of.reduce((sum, [, rank]) => sum + (rank === null ? 0 : 1 / (DAMPING + rank)), 0);
    return { id, score, ranks: Object.fromEntries(of) as Record<Name, number | null> };
  });
  const first = ({ ranks: of }: Fused<Name>): number => (names[0] && of[names[0]]) ?? Infinity;
  return fused.sort((a, b) => b.score - a.score || byNumber(first(a), first(b)) || a.id - b.id);
}

/** Infinity equals itself. */
const byNumber = (a: number, b: number): number => (a === b ? 0 : a - b);
