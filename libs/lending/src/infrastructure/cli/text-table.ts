const NUMBER = /^-?[\d.]*$/;

/**
 * On one line, and without what would end a cell or be obeyed by a terminal: files may hold anything. Markdown shows
 * several blanks as one, unless they do not break.
 */
const cellText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/ (?= )/g, '\u00A0')
    .replaceAll('|', '\\|');

const isNumeric = (cells: readonly string[]): boolean => cells.slice(1).every((cell) => NUMBER.test(cell));

/** A table of Markdown, its head first, with columns as wide as their widest cell; numbers to the right. */
export function textTable(table: readonly (readonly string[])[]): string[] {
  const rows = table.map((row) => row.map(cellText));
  const columns = (rows[0] ?? []).map((_, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    return { width: Math.max(3, ...cells.map((cell) => cell.length)), numeric: isNumeric(cells) };
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = rows.map((row) =>
    columns.map(({ width, numeric }, i) => (numeric ? (row[i] ?? '').padStart(width) : (row[i] ?? '').padEnd(width))),
  );
  const rule = columns.map(({ width, numeric }) => (numeric ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [padded[0] ?? [], rule, ...padded.slice(1)].map(line);
}
