import type { Dimension, NumberField } from './axes';
import type { Tally } from './tally';

/** In per cent: p5, lower quartile, median, upper quartile, p95. */
export const PERCENTILES = [5, 25, 50, 75, 95] as const;

/** Of the values of one field, without the implausible ones. */
export interface NumberFacts {
  readonly n: number;
  readonly missing: number;
  readonly implausible: number;
  readonly mean: number | null;
  /** Of a sample. */
  readonly stdev: number | null;
  /** Interpolated, in the order of PERCENTILES; empty where there are no values. */
  readonly percentiles: readonly number[];
}

export interface Median {
  readonly n: number;
  readonly median: number;
}

/** All that is read of one population, at one moment. */
export interface Counted {
  readonly tally: Tally;
  readonly numbers: Readonly<Record<NumberField, NumberFacts>>;
  /** Of whom the bank is told, and belongs to no group. */
  readonly unmatchedBanks: number;
  /** Of revenues, by the values of the dimension. */
  readonly medianRevenues: Readonly<Partial<Record<Dimension, ReadonlyMap<string, Median>>>>;
}

export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** With one decimal. */
export const percentOf = (count: number, total: number): number | null =>
  total === 0 ? null : rounded((100 * count) / total, 1);
