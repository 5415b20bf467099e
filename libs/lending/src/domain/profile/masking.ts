/*
 * Small groups are not told. A count of 1 to k−1 is masked; then as many others as it takes that no masked one can be
 * computed from those that are shown, nor the sum of those of a line be less than k.
 */

export interface Cell {
  readonly label: string;
  readonly count: number;
}

/** Counts by row and column; labels decide between equal counts. */
export interface Table {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface MaskedTable {
  readonly cells: readonly (readonly boolean[])[];
  readonly rowTotals: readonly boolean[];
  readonly columnTotals: readonly boolean[];
  readonly total: boolean;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Those of a line whose total is told are masked where the answer says so; the last answer is the total's own. */
export function maskedLine(line: readonly Cell[], k: number): { cells: readonly boolean[]; total: boolean } {
  const table = new Masking({ rows: [''], columns: line.map(({ label }) => label), counts: [line.map(countOf)] }, k);
  table.protectLines([table.row(0)]);
  return { cells: table.masked[0]?.slice(0, -1) ?? [], total: table.isMasked({ row: 0, column: line.length }) };
}

/** A table whose totals are told: which of its cells and totals are not. */
export function maskedTable(table: Table, k: number): MaskedTable {
  const masking = new Masking(table, k);
  masking.protect();
  const { masked } = masking;
  const totals = masked.at(-1) ?? [];
  return {
    cells: masked.slice(0, -1).map((row) => row.slice(0, -1)),
    rowTotals: masked.slice(0, -1).map((row) => row.at(-1) ?? false),
    columnTotals: totals.slice(0, -1),
    total: totals.at(-1) ?? false,
  };
}

const countOf = ({ count }: Cell): number => count;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A line of the table: its parts add up to its total. */
interface Line {
  readonly parts: readonly Place[];
  readonly total: Place;
}

/** The table with its totals as a further row and a further column: each of them is a line as the others are. */
class Masking {
  readonly masked: boolean[][];
  private readonly counts: readonly (readonly number[])[];
  private readonly labels: readonly (readonly string[])[];
  private readonly last: Place;

  constructor(
    { rows, columns, counts }: Table,
    private readonly k: number,
  ) {
    const all = [...counts, columns.map((_, column) => sum(counts.map((row) => row[column] ?? 0)))];
    this.counts = all.map((row) => [...row, sum(row)]);
    this.labels = [...rows, ''].map((row) => [...columns, ''].map((column) => `${row}\u0000${column}`));
    this.masked = this.counts.map((row) => row.map((count) => count > 0 && count < k));
    this.last = { row: rows.length, column: columns.length };
  }

  isMasked({ row, column }: Place): boolean {
    return this.masked[row]?.[column] ?? false;
  }

  row(row: number): Line {
    const parts = Array.from({ length: this.last.column }, (_, column) => ({ row, column }));
    return { parts, total: { row, column: this.last.column } };
  }

  protect(): void {
    const rows = this.counts.map((_, row) => this.row(row));
    const columns = (this.counts[0] ?? []).map((_, column) => ({
      parts: Array.from({ length: this.last.row }, (_, row) => ({ row, column })),
      total: { row: this.last.row, column },
    }));
    do this.protectLines([...rows, ...columns]);
    while (this.protectBridge());
  }

  protectLines(lines: readonly Line[]): void {
    while (lines.some((line) => this.protectLine(line)));
  }

  /** True when something more had to be masked: fewer than two are, or those that are sum to less than k. */
  private protectLine({ parts, total }: Line): boolean {
    if (this.isMasked(total)) return false;
    const masked = parts.filter((place) => this.isMasked(place));
    if (masked.length === 0) return false;
    if (masked.length > 1 && sum(masked.map((place) => this.count(place))) >= this.k) return false;
    return this.mask(this.smallestOpen(parts) ?? total);
  }

  /** A masked cell that alone joins two parts of the graph of rows and columns can be computed. */
  private protectBridge(): boolean {
    const places = this.counts.flatMap((row, i) => row.map((_, column) => ({ row: i, column })));
    const edges = places.filter((place) => this.isMasked(place));
    const bridge = edges.find((edge) => !joined(edge, edges));
    if (!bridge) return false;
    const beside = places.filter(({ row, column }) => row === bridge.row || column === bridge.column);
    const inner = beside.filter(({ row, column }) => row < this.last.row && column < this.last.column);
    const next = this.smallestOpen(inner) ?? this.smallestOpen(beside);
    return next !== undefined && this.mask(next);
  }

  /** The smallest that is shown; nothing at all comes last, since it hides least. */
  private smallestOpen(places: readonly Place[]): Place | undefined {
    const weight = (place: Place): number => this.count(place) || Infinity;
    return places
      .filter((place) => !this.isMasked(place))
      .reduce<Place | undefined>((best, place) => {
        if (!best || weight(place) < weight(best)) return place;
        return weight(place) === weight(best) && this.label(place) < this.label(best) ? place : best;
      }, undefined);
  }

  private mask({ row, column }: Place): true {
    const line = this.masked[row];
    if (line) line[column] = true;
    return true;
  }

  private count({ row, column }: Place): number {
    return this.counts[row]?.[column] ?? 0;
  }

  private label({ row, column }: Place): string {
    return this.labels[row]?.[column] ?? '';
  }
}

/** Whether the row and the column of that edge are joined by the others. */
function joined(edge: Place, edges: readonly Place[]): boolean {
  const others = edges.filter((other) => other !== edge);
  const rows = new Set([edge.row]);
  const columns = new Set<number>();
  for (let size = 0; size !== rows.size + columns.size;) {
    size = rows.size + columns.size;
    for (const { row, column } of others) {
      if (rows.has(row)) columns.add(column);
      if (columns.has(column)) rows.add(row);
    }
  }
  return columns.has(edge.column);
}
