/** Two records, the lesser id first. */
export type RecordPair = readonly [number, number];

export const pairOf = (a: number, b: number): RecordPair => (a < b ? [a, b] : [b, a]);

/**
 * Every record of each group with every record of the others: what is decided of the groups holds for those that stay when
 * some of them are withdrawn.
 */
export const pairsAcross = (groups: readonly (readonly number[])[]): readonly RecordPair[] =>
  groups.flatMap((group, i) =>
    groups.slice(i + 1).flatMap((other) => group.flatMap((a) => other.map((b) => pairOf(a, b)))),
  );
