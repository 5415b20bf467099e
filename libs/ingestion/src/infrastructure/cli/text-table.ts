const NUMBER = /^[\d\s.,]*$/;

/** On one line, and without a character that a terminal would obey: sources may hold anything. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Columns as wide as their widest cell, two blanks between; columns of numbers (their head apart) to the right. */
export function textTable(table: readonly (readonly string[])[], indent = ''): string[] {
  const rows = table.map((row) => row.map(printable));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const shapes = Array.from({ length: columns }, (_, i) => shapeOf(rows.map((row) => row[i] ?? '')));
  const padded = (cell: string, i: number): string => {
    const { width = 0, numeric = false } = shapes[i] ?? {};
    return numeric ? cell.padStart(width) : cell.padEnd(width);
  };
  return rows.map((row) => (indent + row.map(padded).join('  ')).trimEnd());
}

const shapeOf = (cells: readonly string[]): { width: number; numeric: boolean } => ({
  width: Math.max(...cells.map((cell) => cell.length)),
  numeric: cells.length > 1 && cells.slice(1).every((cell) => NUMBER.test(cell)),
});
