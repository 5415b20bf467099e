import type { Cross, Dimension } from './axes';
import { type Counted, rounded } from './counted';
import { type Crossed, crossed } from './counts';
import { cramersV } from './cramers-v';
import type { Figures } from './figures';
import { maskedLast, shareOf, type ShownCount, shownCount, type Value, valueOf } from './listing';
import type { Group } from './tally';

interface Side {
  readonly dimension: Dimension;
  readonly values: readonly Value[];
}

export interface CrossTab {
  readonly rows: Side;
  readonly columns: Side;
  readonly cells: readonly (readonly (ShownCount & {
    readonly rowPercent: number | null;
    readonly columnPercent: number | null;
  })[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  /** Of those of whom both are known; null, and nothing else: they are fewer than k. */
  readonly total: number | null;
  readonly cramersV: number | null;
  readonly medianRevenueByRow: readonly (number | null)[];
}

/** Two dimensions against each other. */
export function crossTab(figures: Figures, counted: Counted, cross: Cross, k: number): CrossTab {
  if (!figures.isTold(cross.rows, cross.columns)) return withheld(cross);
  const table = crossed(counted.tally, cross);
  const rows = totalsOf(table.rows, (group) => figures.shownTotal(cross.rows, cross.columns, group));
  const columns = totalsOf(table.columns, (group) => figures.shownTotal(cross.columns, cross.rows, group));
  const cells = rows.map((row) => columns.map((column) => cellOf(figures, cross, table, [row, column])));
  const isOpen = cells.flat().every(({ masked }) => !masked);
  const v = isOpen ? cramersV(table.counts) : null;
  return {
    rows: { dimension: cross.rows, values: rows.map(({ value }) => valueOf(cross.rows, value)) },
    columns: { dimension: cross.columns, values: columns.map(({ value }) => valueOf(cross.columns, value)) },
    cells,
    rowTotals: rows.map(({ count }) => shownCount(count)),
    columnTotals: columns.map(({ count }) => shownCount(count)),
    total: counted.tally.known(cross.rows, cross.columns),
    cramersV: v === null ? null : rounded(v, 3),
    medianRevenueByRow: rows.map(({ value, count }) => (count === null ? null : medianOf(counted, cross, value, k))),
  };
}

interface Total {
  readonly value: string;
  /** Null: it is masked. */
  readonly count: number | null;
  /** Where it stands in the counts. */
  readonly at: number;
}

const totalsOf = (groups: readonly Group[], shown: (group: Group) => number | null): readonly Total[] =>
  maskedLast(groups.map((group, at) => ({ value: group.values[0] ?? '', count: shown(group), at })));

function cellOf(
  figures: Figures,
  { rows, columns }: Cross,
  { counts }: Crossed,
  [row, column]: readonly [Total, Total],
): CrossTab['cells'][number][number] {
  const count = figures.shown({ [rows]: row.value, [columns]: column.value }, counts[row.at]?.[column.at] ?? 0);
  return { ...shownCount(count), rowPercent: shareOf(count, row.count), columnPercent: shareOf(count, column.count) };
}

function medianOf({ medianRevenues }: Counted, { rows }: Cross, value: string, k: number): number | null {
  const found = medianRevenues[rows]?.get(value);
  return found && found.n >= k ? rounded(found.median, 2) : null;
}

const withheld = ({ rows, columns }: Cross): CrossTab => ({
  rows: { dimension: rows, values: [] },
  columns: { dimension: columns, values: [] },
  cells: [],
  rowTotals: [],
  columnTotals: [],
  total: null,
  cramersV: null,
  medianRevenueByRow: [],
});
