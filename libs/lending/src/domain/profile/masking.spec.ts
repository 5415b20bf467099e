import fc from 'fast-check';
import { cramersV } from './cramers-v';
import { type Figure, linesOf as linesOfTable, maskedLabels } from './masking';

interface MaskedTable {
  readonly cells: readonly (readonly boolean[])[];
  readonly rowTotals: readonly boolean[];
  readonly columnTotals: readonly boolean[];
  readonly total: boolean;
}

const total = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
const letter = (at: number): string => String.fromCharCode(97 + at);

/** Whether each is masked; no total is told by something else. */
function maskedTable(counts: readonly (readonly number[])[], k: number): MaskedTable {
  const columns = counts[0] ?? [];
  const cells = counts.map((row, i) => row.map((count, j): Figure => ({ label: letter(i) + letter(j), count })));
  const rowTotals = counts.map((row, i): Figure => ({ label: letter(i), count: total(row) }));
  const columnTotals = columns.map((_, j): Figure => ({
    label: `.${letter(j)}`,
    count: total(counts.map((row) => row[j] ?? 0)),
  }));
  const all: Figure = { label: '', count: total(counts.flat()) };
  const masked = maskedLabels(linesOfTable({ cells, rowTotals, columnTotals, total: all }), k);
  const isMasked = ({ label }: Figure): boolean => masked.has(label);
  return {
    cells: cells.map((row) => row.map(isMasked)),
    rowTotals: rowTotals.map(isMasked),
    columnTotals: columnTotals.map(isMasked),
    total: isMasked(all),
  };
}

/** Its counts, then its total. */
const maskedLine = (counts: readonly number[], k = 11): boolean[] => {
  const parts = counts.map((count, i): Figure => ({ label: letter(i), count }));
  const all: Figure = { label: '', count: total(counts) };
  const masked = maskedLabels([{ total: all, parts }], k);
  return [...parts, all].map(({ label }) => masked.has(label));
};

describe('counts of a line whose total is told', () => {
  it.each([
    [
      [36, 15, 3, 6],
      [false, true, true, true, false],
    ],
    [
      [40, 2, 15],
      [false, true, true, false],
    ],
    [
      [20, 20],
      [false, false, false],
    ],
    [
      [12, 12, 5, 0],
      [true, false, true, false, false],
    ],
    [
      [30, 5, 0],
      [true, true, false, false],
    ],
    [
      [5, 0, 12, 0],
      [true, false, true, false, false],
    ],
    [
      [20, 0],
      [false, false, false],
    ],
    [[4], [true, true]],
    [
      [6, 4],
      [true, true, true],
    ],
    [
      [6, 7],
      [true, true, false],
    ],
    [[], [false]],
  ])('%j', (counts, masked) => {
    expect(maskedLine(counts)).toEqual(masked);
  });

  it('at another k', () => {
    expect(maskedLine([36, 15, 3, 6], 5)).toEqual([false, false, true, true, false]);
  });
});

describe('counts of a table whose totals are told', () => {
  it('are masked until no masked one can be computed', () => {
    const { cells, rowTotals, columnTotals, total } = maskedTable(
      [
        [60, 40],
        [30, 20],
        [25, 3],
      ],
      11,
    );
    expect(cells).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ]);
    expect([...rowTotals, ...columnTotals, total]).toEqual([false, false, false, false, false, false]);
  });

  it('are all told where none is small', () => {
    const counts = [
      [60, 40],
      [30, 20],
      [25, 14],
    ];
    expect(maskedTable(counts, 11).cells.flat()).not.toContain(true);
    expect(cramersV(counts)).toBeCloseTo(0.034, 3);
  });

  const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

  it('leave no masked one to be computed, and no line whose masked ones are few', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const k = 11;
        const { cells, rowTotals, columnTotals, total } = maskedTable(counts, k);
        const masked = [...cells.map((row, i) => [...row, rowTotals[i] ?? false]), [...columnTotals, total]];
        const whole = withTotals(counts);
        for (const [i, row] of whole.entries())
          for (const [j, count] of row.entries()) if (count > 0 && count < k) expect(masked[i]?.[j]).toBe(true);
        expect(computable(masked)).toEqual([]);
        for (const { parts, shown } of linesOf(whole, masked))
          if (shown && parts.length > 0) {
            expect(parts.length).toBeGreaterThan(1);
            expect(parts.reduce((sum, part) => sum + part, 0)).toBeGreaterThanOrEqual(k);
          }
      }),
      { numRuns: 500 },
    );
  });
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  return [...rows, (rows[0] ?? []).map((_, j) => sum(rows.map((row) => row[j] ?? 0)))];
}

function linesOf(whole: number[][], masked: boolean[][]): { parts: number[]; shown: boolean }[] {
  const [height, width] = [whole.length - 1, (whole[0]?.length ?? 1) - 1];
  const one = (places: [number, number][], total: [number, number]): { parts: number[]; shown: boolean } => ({
    parts: places.filter(([i, j]) => masked[i]?.[j]).map(([i, j]) => whole[i]?.[j] ?? 0),
    shown: masked[total[0]]?.[total[1]] === false,
  });
  const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
  return [
    ...range(height + 1).map((i) =>
      one(
        range(width).map((j) => [i, j]),
        [i, width],
      ),
    ),
    ...range(width + 1).map((j) =>
      one(
        range(height).map((i) => [i, j]),
        [height, j],
      ),
    ),
  ];
}

/** The masked cells that the sums of rows and columns determine: linear algebra, knowing nothing of graphs. */
function computable(masked: boolean[][]): string[] {
  const unknown = masked.flatMap((row, i) => row.flatMap((is, j) => (is ? [`${String(i)},${String(j)}`] : [])));
  const [height, width] = [masked.length - 1, (masked[0]?.length ?? 1) - 1];
  const equation = (holds: (i: number, j: number) => number): number[] =>
    unknown.map((place) => holds(...(place.split(',').map(Number) as [number, number])));
  const equations = [
    ...masked.map((_, row) => equation((i, j) => (i === row ? (j === width ? -1 : 1) : 0))),
    ...(masked[0] ?? []).map((_, column) => equation((i, j) => (j === column ? (i === height ? -1 : 1) : 0))),
  ];
  return reduced(equations).flatMap((row) => {
    const at = row.flatMap((factor, i) => (Math.abs(factor) > 1e-9 ? [i] : []));
    return at.length === 1 ? [unknown[at[0] ?? 0] ?? ''] : [];
  });
}

/** Reduced row echelon form. */
function reduced(matrix: number[][]): number[][] {
  let pivot = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column++) {
    const found = matrix.findIndex((row, i) => i >= pivot && Math.abs(row[column] ?? 0) > 1e-9);
    if (found < 0) continue;
    [matrix[pivot], matrix[found]] = [matrix[found] ?? [], matrix[pivot] ?? []];
    const lead = matrix[pivot] ?? [];
    const by = lead[column] ?? 1;
    matrix[pivot] = lead.map((factor) => factor / by);
    matrix = matrix.map((row, i) =>
      i === pivot ? row : row.map((factor, j) => factor - (row[column] ?? 0) * (matrix[pivot]?.[j] ?? 0)),
    );
    pivot++;
  }
  return matrix;
}
