import type { Dimension } from './axes';
import type { Group } from './tally';

/** Only those who have one of these values. */
export interface Condition {
  readonly dimension: Dimension;
  readonly values: readonly string[];
}

/** Whom a profile is about. Months are `YYYY-MM` of the request's creation, in UTC, both included. */
export interface Population {
  readonly conditions: readonly Condition[];
  readonly from?: string;
  readonly to?: string;
  /** Only those of a plausible age, for every figure. */
  readonly plausibleAge: boolean;
}

/**
 * Populations from which this one must not differ by a few: without one of its filters, or without one of the values of
 * a filter. The plausible age is no filter: every profile tells how many it leaves out.
 */
export function neighboursOf(population: Population): readonly Population[] {
  const { conditions, from, to, plausibleAge } = population;
  const change = (at: number, instead: readonly Condition[]): Population => ({
    ...population,
    conditions: conditions.toSpliced(at, 1, ...instead),
  });
  const narrowed = conditions.flatMap(({ dimension, values }, at) =>
    values.length < 2
      ? []
      : values.map((value) => change(at, [{ dimension, values: values.filter((v) => v !== value) }])),
  );
  return [
    ...conditions.map((_, at) => change(at, [])),
    ...narrowed,
    ...(from === undefined ? [] : [{ conditions, plausibleAge, ...(to !== undefined && { to }) }]),
    ...(to === undefined ? [] : [{ conditions, plausibleAge, ...(from !== undefined && { from }) }]),
  ];
}

/** Nobody can be told apart: neither here nor by comparing with a neighbour. */
export const isLargeEnough = (size: number, neighbours: readonly number[], k: number): boolean =>
  size >= k && neighbours.every((other) => other === size || Math.abs(other - size) >= k);

/** Values that are described together. */
export interface Fold {
  /** Null: several that are few. */
  readonly value: string | null;
  readonly values: readonly string[];
}

/** Each value by itself; those of fewer than k as one, with the next smallest while they are fewer than k together. */
export function folded(groups: readonly Group[], k: number): readonly Fold[] {
  const many = groups.filter(({ count }) => count >= k);
  const few = groups.filter(({ count }) => count < k);
  const size = (): number => few.reduce((sum, { count }) => sum + count, 0);
  while (few.length > 0 && size() < k) {
    const next = many.pop();
    if (!next) break;
    few.unshift(next);
  }
  const valuesOf = (some: readonly Group[]): string[] => some.flatMap(({ values }) => values);
  return [
    ...many.flatMap(({ values }) => values.map((value) => ({ value, values: [value] }))),
    ...(few.length > 0 ? [{ value: null, values: valuesOf(few).sort() }] : []),
  ];
}
