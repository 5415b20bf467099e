import type { Scalar } from '../../application/record';

const MOST_BYTES = 8192;

/** The cells as they may be kept with a reject: at most 8 KiB once stored as JSON, and nothing beyond. */
export function keptCells(cells: readonly string[]): readonly Scalar[] | null {
  const kept = cells.map(storable);
  // PostgreSQL adds a header of four bytes to each element of a jsonb array.
  const bytes = Buffer.byteLength(JSON.stringify(kept)) + 2 * cells.length;
  return bytes <= MOST_BYTES ? kept : null;
}

/** PostgreSQL stores no NUL in a text: its picture stands for it. */
export const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '␀') : text);
