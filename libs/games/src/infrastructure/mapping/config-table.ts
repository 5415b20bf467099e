import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The nearest config/games upwards: above the sources, and above dist/ likewise. */
export function gamesConfig(directory = __dirname): string {
  const path = join(directory, 'config', 'games');
  if (existsSync(path)) return path;
  if (directory === dirname(directory)) throw new Error('config/games is missing');
  return gamesConfig(dirname(directory));
}

export interface ConfigLine<Column extends string> {
  /** `config/games/platforms.csv, line 12`. */
  readonly at: string;
  readonly cells: Readonly<Record<Column, string>>;
}

/**
 * Lines of a file of config/games: cells between `;`, without quoting; a first line that names the columns; blank lines
 * and lines that begin with # say nothing. Throws an Error that names file and line.
 */
export function configTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): readonly ConfigLine<Column>[] {
  const [head, ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ at: `config/games/${basename(path)}, line ${index + 1}`, text }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
  const header = columns.join(';');
  if (head?.text.trim() !== header) throw new Error(`${head?.at ?? path}: the columns must be ${header}`);
  return lines.map(({ at, text }) => ({ at, cells: cellsOf(at, text, columns) }));
}

function cellsOf<Column extends string>(at: string, text: string, columns: readonly Column[]): Record<Column, string> {
  const cells = text.split(';').map((cell) => cell.trim());
  if (cells.length !== columns.length)
    throw new Error(`${at}: ${cells.length} cells where ${columns.length} are expected`);
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as Record<Column, string>;
}
