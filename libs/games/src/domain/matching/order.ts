import { priorityOf } from '../record/sources';
import type { MatchRecord } from './match-record';

export const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of records that no order of loading changes: by source, then by its key. */
export const byKey = (a: MatchRecord, b: MatchRecord): number =>
  priorityOf(a.source) - priorityOf(b.source) || textOrder(a.sourceKey, b.sourceKey);

const last = (year: number | null): number => year ?? Infinity;

/** The earliest first, those without year last. */
export const byYear = (a: MatchRecord, b: MatchRecord): number =>
  a.year === b.year ? byKey(a, b) : last(a.year) - last(b.year);

/** Members of each group, in the order in which they come. */
export const grouped = <T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> =>
  groupedByEach(items, (item) => [keyOf(item)]);

/** The same of members that are in several groups, or in none. */
export function groupedByEach<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** Keys that are met more than once: most are not, and need no group. */
export function repeated<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): ReadonlySet<K> {
  const [once, again] = [new Set<K>(), new Set<K>()];
  for (const item of items) for (const key of keysOf(item)) (once.has(key) ? again : once).add(key);
  return again;
}
