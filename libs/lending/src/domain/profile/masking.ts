import { computable } from './computable';

/*
 * Small groups are not told. A count of 1 to k−1 is masked; then as many others as it takes that no masked one can be
 * computed from those that are shown, nor the sum of those of a line be less than k.
 */

/** One count; it is the same object in whichever lines it is. */
export interface Figure {
  /** Its own; decides between equal counts. */
  readonly label: string;
  readonly count: number;
  /**
   * `told`: shown whatever it is. `wanted`: shown unless nothing else hides what must be hidden; what is left of its
   * line may then be less than k.
   */
  readonly kind?: 'told' | 'wanted';
}

/** Parts that add up to a total. */
export interface Line {
  readonly total: Figure;
  readonly parts: readonly Figure[];
}

/** Labels of what is not shown. */
export function maskedLabels(lines: readonly Line[], k: number): ReadonlySet<string> {
  const masking = new Masking(lines, k);
  while (masking.protectLines() || masking.protectComputable());
  return masking.masked;
}

/** Two-way counts whose totals are figures of their own. */
export interface Table {
  readonly cells: readonly (readonly Figure[])[];
  readonly rowTotals: readonly Figure[];
  readonly columnTotals: readonly Figure[];
  readonly total: Figure;
}

/** Totals first: what is masked of them need not be hidden by their own lines. */
export const linesOf = ({ cells, rowTotals, columnTotals, total }: Table): readonly Line[] => [
  { total, parts: rowTotals },
  { total, parts: columnTotals },
  ...rowTotals.map((rowTotal, i) => ({ total: rowTotal, parts: cells[i] ?? [] })),
  ...columnTotals.map((columnTotal, j) => ({ total: columnTotal, parts: cells.flatMap((row) => row[j] ?? []) })),
];

const sum = (figures: readonly Figure[]): number => figures.reduce((total, { count }) => total + count, 0);
class Masking {
  readonly masked: Set<string>;

  constructor(
    private readonly lines: readonly Line[],
    private readonly k: number,
  ) {
    const figures = lines.flatMap(({ total, parts }) => [total, ...parts]);
    const small = figures.filter(({ count, kind }) => count > 0 && count < k && kind !== 'told');
    this.masked = new Set(small.map(({ label }) => label));
  }

  /** True when something more had to be masked. */
  protectLines(): boolean {
    return this.lines.some((line) => this.protectLine(line));
  }

  /** True when something more had to be masked: what is masked could be computed. */
  protectComputable(): boolean {
    return computable(this.lines, (figure) => this.isMasked(figure)).some((figure) => this.protectFigure(figure));
  }

  private protectLine({ total, parts }: Line): boolean {
    const masked = parts.filter((part) => this.isMasked(part));
    if (masked.length === 0 || this.isMasked(total)) return false;
    const alone = masked.length === 1;
    if (!alone && sum(masked) >= this.k) return false;
    const next = this.smallestOpen(parts, undefined);
    const wanted = this.smallestOpen(parts, 'wanted');
    if (!next && wanted && !alone) return false;
    return this.mask(next ?? wanted ?? total);
  }

  private protectFigure(figure: Figure): boolean {
    const beside = this.lines.filter(({ total, parts }) => total === figure || parts.includes(figure));
    const parts = beside.flatMap((line) => line.parts);
    const totals = beside.map(({ total }) => total);
    return this.mask(
      this.smallestOpen(parts, undefined) ?? this.smallestOpen(parts, 'wanted') ?? this.smallestOpen(totals, undefined),
    );
  }

  /** The smallest that is shown; nothing at all comes last, since it hides least. */
  private smallestOpen(figures: readonly Figure[], kind: Figure['kind']): Figure | undefined {
    const weight = ({ count }: Figure): number => count || Infinity;
    return figures
      .filter((figure) => figure.kind === kind && !this.isMasked(figure))
      .reduce<Figure | undefined>((best, figure) => {
        if (!best || weight(figure) < weight(best)) return figure;
        return weight(figure) === weight(best) && figure.label < best.label ? figure : best;
      }, undefined);
  }

  private isMasked({ label, kind }: Figure): boolean {
    return kind !== 'told' && this.masked.has(label);
  }

  private mask(figure: Figure | undefined): boolean {
    if (!figure || figure.kind === 'told' || this.isMasked(figure)) return false;
    this.masked.add(figure.label);
    return true;
  }
}
