import type { Amount, Cross } from './axes';
import { CLASSES } from './classes';
import { type Group, type Tally, tallied } from './tally';

/** How many have an amount of each class. */
export function classCounts(tally: Tally, amount: Amount): readonly number[] {
  const counts = new Map(tally.by(amount).map(({ values, count }) => [values[0], count]));
  return CLASSES[amount].map((_, at) => counts.get(String(at + 1)) ?? 0);
}

/** Two-way counts of those of whom both are known. */
export interface Crossed {
  readonly rows: readonly Group[];
  readonly columns: readonly Group[];
  readonly counts: readonly (readonly number[])[];
}

export function crossed(tally: Tally, { rows, columns }: Cross): Crossed {
  const pairs = tally.by(rows, columns).map(({ values: [row = '', column = ''], count }) => ({ row, column, count }));
  const counts = new Map(pairs.map(({ row, column, count }) => [`${row}\u0000${column}`, count]));
  const rowTotals = tallied(pairs.map(({ row, count }) => ({ values: [row], count })));
  const columnTotals = tallied(pairs.map(({ column, count }) => ({ values: [column], count })));
  return {
    rows: rowTotals,
    columns: columnTotals,
    counts: rowTotals.map(({ values: [row = ''] }) =>
      columnTotals.map(({ values: [column = ''] }) => counts.get(`${row}\u0000${column}`) ?? 0),
    ),
  };
}
