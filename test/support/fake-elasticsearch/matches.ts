/** Documents by their place in the snapshot, with their scores. */
export type Matches = ReadonlyMap<number, number>;

export const NOTHING: Matches = new Map();

export const scaled = (matches: Matches, factor: number): Matches =>
  factor === 1 ? matches : new Map([...matches].map(([at, score]) => [at, score * factor]));

export const constant = (matches: Matches, score: number): Matches =>
  new Map([...matches.keys()].map((at) => [at, score]));

/** Documents of any, their scores made one by `join`. */
export function anyOf(lists: readonly Matches[], join: (scores: readonly number[]) => number): Matches {
  const scores = new Map<number, number[]>();
  for (const list of lists) for (const [at, score] of list) scores.set(at, [...(scores.get(at) ?? []), score]);
  return new Map([...scores].map(([at, all]) => [at, join(all)]));
}

/** Documents of all, their scores added. */
export function allOf(lists: readonly Matches[]): Matches {
  const [first, ...rest] = lists;
  if (!first) return NOTHING;
  const kept = [...first].filter(([at]) => rest.every((list) => list.has(at)));
  return new Map(kept.map(([at, score]) => [at, rest.reduce((sum, list) => sum + (list.get(at) ?? 0), score)]));
}

export const atLeast = (lists: readonly Matches[], least: number): Matches => {
  const found = anyOf(lists, sum);
  return least <= 1
    ? found
    : new Map([...found].filter(([at]) => lists.filter((list) => list.has(at)).length >= least));
};

export const sum = (scores: readonly number[]): number => scores.reduce((so, score) => so + score, 0);

export const best = (scores: readonly number[]): number => Math.max(...scores);
