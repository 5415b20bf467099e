import { AMOUNTS, type Amount, type Axis, COMBINED, type Cross, DESCRIBED, type Dimension } from './axes';
import { classCounts, crossed } from './counts';
import { type Figure, type Line, linesOf, maskedLabels } from './masking';
import type { Group, Tally } from './tally';

type Values = Readonly<Partial<Record<Axis, string>>>;

/**
 * Every count that a profile shows of one population, and which of them are masked. Promised: no masked count can be
 * computed, by adding and subtracting, from all that the profile shows; where the total of a line is shown, its masked
 * counts are two or more and sum to k or more. Two exceptions: what is missing or implausible is told however few they
 * are, and so is the most frequent pair of category and contract, though few may have that category and another
 * contract. Not promised: that no bounds of a masked count can be told, nor that two profiles of different filters
 * cannot be subtracted from each other.
 */
export class Figures {
  private readonly figures = new Map<string, Figure>();
  private readonly lines: Line[] = [];
  private readonly masked: ReadonlySet<string>;

  constructor(
    private readonly tally: Tally,
    crosses: readonly Cross[],
    private readonly k: number,
  ) {
    this.wantPair();
    for (const dimension of DESCRIBED) this.addLine(dimension);
    for (const amount of AMOUNTS) this.addHistogram(amount);
    this.addLine('month');
    for (const cross of crosses) this.addCross(cross);
    this.masked = maskedLabels(this.lines, k);
  }

  /** The count of those with these values; null: it is masked. */
  shown(values: Values, count: number): number | null {
    return (count > 0 && count < this.k) || this.masked.has(labelled(values)) ? null : count;
  }

  /** The count of those with this value of whom the other dimension is known too. */
  shownTotal(axis: Dimension, other: Dimension, { values, count }: Group): number | null {
    return this.shown(this.totalled(axis, other, values), count);
  }

  /** Nothing is told of a line, or of a table, whose total is small. */
  isTold(...axes: Axis[]): boolean {
    return this.tally.known(...axes) >= this.k;
  }

  private wantPair(): void {
    const [category, contract] = COMBINED;
    const [first] = this.tally.by(category, contract);
    if (first && first.count >= this.k) {
      const [one = '', other = ''] = first.values;
      this.cell({ [category]: one, [contract]: other }, first.count, 'wanted');
    }
  }

  private addLine(axis: Axis): void {
    if (!this.isTold(axis)) return;
    this.lines.push({
      total: told(this.tally.known(axis)),
      parts: this.tally.by(axis).map(({ values: [value = ''], count }) => this.cell({ [axis]: value }, count)),
    });
  }

  private addHistogram(amount: Amount): void {
    if (!this.isTold(amount)) return;
    const counts = classCounts(this.tally, amount);
    const parts = counts.map((count, at) => this.cell({ [amount]: String(at + 1) }, count));
    this.lines.push({ total: told(this.tally.known(amount)), parts });
  }

  private addCross({ rows, columns }: Cross): void {
    if (!this.isTold(rows, columns)) return;
    const table = crossed(this.tally, { rows, columns });
    const cells = table.rows.map(({ values: [row = ''] }, i) =>
      table.columns.map(({ values: [column = ''] }, j) =>
        this.cell({ [rows]: row, [columns]: column }, table.counts[i]?.[j] ?? 0),
      ),
    );
    const total = told(this.tally.known(rows, columns));
    const rowTotals = this.totals(rows, columns, table.rows);
    const columnTotals = this.totals(columns, rows, table.columns);
    this.lines.push(...linesOf({ cells, rowTotals, columnTotals, total }));
  }

  private totals(axis: Dimension, other: Dimension, groups: readonly Group[]): readonly Figure[] {
    return groups.map(({ values, count }) => this.cell(this.totalled(axis, other, values), count));
  }

  /** Where nobody who has the one lacks the other, totals are the same figures as the counts of the one. */
  private totalled(axis: Dimension, other: Dimension, [value = '']: Group['values']): Values {
    const isWhole = this.tally.known(axis) === this.tally.known(axis, other);
    return isWhole ? { [axis]: value } : { [axis]: value, [other]: KNOWN };
  }

  /** The same figure wherever it is shown. */
  private cell(values: Values, count: number, kind?: Figure['kind']): Figure {
    const label = labelled(values);
    const figure = this.figures.get(label) ?? { label, count, ...(kind && { kind }) };
    this.figures.set(label, figure);
    return figure;
  }
}

/** No value, but any. */
const KNOWN = '\u0001';

const told = (count: number): Figure => ({ label: '', count, kind: 'told' });

const labelled = (values: Values): string =>
  Object.entries(values)
    .map(([axis, value]) => `${axis}=${value}`)
    .sort()
    .join('\u0000');
