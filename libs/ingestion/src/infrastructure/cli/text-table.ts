const NUMERIC = /^[\d\s.,]+$/;

/** Columns as wide as their widest cell, numbers to the right, two blanks between; no trailing blank. */
export function textTable(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  const padded = (cell: string, i: number): string =>
    NUMERIC.test(cell) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  return rows.map((row) => (indent + row.map(padded).join('  ')).trimEnd());
}
