import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of libs/lending/analysis; the last one answers the first question of all. */
export const ANALYSES = ['quality', 'best-proposals', 'profile'] as const;
export type Analysis = (typeof ANALYSES)[number];

export interface Statement {
  readonly sql: string;
  /** Of a statement that answers something: `-- [name] About what.` before it. */
  readonly name: string | null;
  readonly about: string;
}

/** The nearest libs/lending/analysis upwards: above the sources, and above dist/ likewise. */
function folder(directory: string): string {
  const path = join(directory, 'libs', 'lending', 'analysis');
  if (existsSync(path)) return path;
  if (directory === dirname(directory)) throw new Error('libs/lending/analysis is missing');
  return folder(dirname(directory));
}

const LOADING = /^CREATE TEMP TABLE \w+ AS SELECT \* FROM read_csv\(/m;

/** DuckDB reads the files by itself; for another engine they are loaded before. */
export const isLoading = ({ sql }: Statement): boolean => LOADING.test(sql);

/** Statements end where a line ends with a semicolon. */
export const statementsIn = (text: string): readonly Statement[] =>
  text
    .split(/;[ \t]*$/m)
    .filter((sql) => sql.trim() !== '')
    .map((part) => {
      const sql = part.trim();
      const [, name = null, about = ''] = /^-- \[([\w-]+)\] (.*)$/m.exec(sql) ?? [];
      return { sql, name, about };
    });

export const statementsOf = (analysis: Analysis): readonly Statement[] =>
  statementsIn(readFileSync(join(folder(__dirname), `${analysis}.sql`), 'utf8'));
