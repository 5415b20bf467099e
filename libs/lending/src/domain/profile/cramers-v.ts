/** How strongly rows and columns depend on each other, 0 to 1; null where there is nothing to compare. */
export function cramersV(counts: readonly (readonly number[])[]): number | null {
  const rows = counts.map(total);
  const columns = (counts[0] ?? []).map((_, j) => total(counts.map((row) => row[j] ?? 0)));
  const n = total(rows);
  const freedom = Math.min(present(rows), present(columns)) - 1;
  if (freedom < 1) return null;
  const squares = counts.flatMap((row, i) =>
    row.map((count, j) => count ** 2 / ((rows[i] ?? 0) * (columns[j] ?? 0) || 1)),
  );
  return Math.sqrt(Math.max(0, total(squares) - 1) / freedom) || (n > 0 ? 0 : null);
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const present = (totals: readonly number[]): number => totals.filter((value) => value > 0).length;
