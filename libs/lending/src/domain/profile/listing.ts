import type { Axis } from './axes';
import { percentOf } from './counted';
import type { Figures } from './figures';
import type { Tally } from './tally';

export type Value = string | boolean;

/** Null: it is masked. */
export interface ShownCount {
  readonly count: number | null;
  readonly masked: boolean;
}

export const shownCount = (count: number | null): ShownCount => ({ count, masked: count === null });

/** As on the wire. */
export const valueOf = (axis: Axis, text: string): Value =>
  axis === 'deja_souscrit_credit_immo' ? text === 'true' : text;

/** Null where one of the two is masked: it would betray it. */
export const shareOf = (count: number | null, total: number | null): number | null =>
  count === null || total === null ? null : percentOf(count, total);

interface Listed {
  readonly value: string;
  /** Null: it is masked. */
  readonly count: number | null;
}

/** Those that are masked come last, by label, since their order would betray them. */
export const maskedLast = <T extends Listed>(values: readonly T[]): readonly T[] => [
  ...values.filter(({ count }) => count !== null),
  ...values.filter(({ count }) => count === null).sort((one, other) => (one.value < other.value ? -1 : 1)),
];

export interface Described {
  readonly known: number;
  readonly missing: number;
  readonly missingPercent: number | null;
  /** None where fewer than k are known. */
  readonly values: readonly (ShownCount & { readonly value: Value; readonly percentOfKnown: number | null })[];
}

/** How many have each value. */
export function described(figures: Figures, tally: Tally, axis: Axis): Described {
  const known = tally.known(axis);
  const missing = tally.size - known;
  const groups = figures.isTold(axis) ? tally.by(axis) : [];
  const values = groups.map(({ values: [value = ''], count }) => ({
    value,
    count: figures.shown({ [axis]: value }, count),
  }));
  return {
    known,
    missing,
    missingPercent: percentOf(missing, tally.size),
    values: maskedLast(values).map(({ value, count }) => ({
      value: valueOf(axis, value),
      ...shownCount(count),
      percentOfKnown: shareOf(count, known),
    })),
  };
}
