import type { Axis } from './axes';

/** How many have these values, in the order of the axes; null: it is unknown. */
export interface Combination {
  readonly values: readonly (string | null)[];
  readonly count: number;
}

/** All combinations that occur. */
export interface Combinations {
  readonly axes: readonly Axis[];
  readonly rows: readonly Combination[];
}

/** Values that are all known. */
export interface Group extends Combination {
  readonly values: readonly string[];
}

/** Counts of one population by any axes that were counted together. */
export class Tally {
  private readonly counted = new Map<string, readonly Group[]>();

  constructor(
    readonly size: number,
    private readonly sets: readonly Combinations[],
  ) {}

  /** Those of whom all this is known: the most frequent first, then by value. */
  by(...axes: readonly Axis[]): readonly Group[] {
    const key = axes.join();
    const groups = this.counted.get(key) ?? this.count(axes);
    this.counted.set(key, groups);
    return groups;
  }

  known(...axes: readonly Axis[]): number {
    return this.by(...axes).reduce((total, { count }) => total + count, 0);
  }

  private count(axes: readonly Axis[]): readonly Group[] {
    const set = this.sets.find((one) => axes.every((axis) => one.axes.includes(axis)));
    if (!set) throw new Error(`Nobody was counted by ${axes.join(', ')}`);
    const places = axes.map((axis) => set.axes.indexOf(axis));
    return tallied(set.rows.map(({ values, count }) => ({ values: places.map((at) => values[at] ?? null), count })));
  }
}

const isKnown = (combination: Combination): combination is Group => !combination.values.includes(null);

/** Each once; the most frequent first, then by value. */
export function tallied(combinations: readonly Combination[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const combination of combinations.filter(isKnown)) {
    const key = combination.values.join('\u0000');
    groups.set(key, { ...combination, count: combination.count + (groups.get(key)?.count ?? 0) });
  }
  return [...groups].sort(byCountThenValue).map(([, group]) => group);
}

const byCountThenValue = ([a, one]: [string, Group], [b, other]: [string, Group]): number =>
  other.count - one.count || (a < b ? -1 : 1);
