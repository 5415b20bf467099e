import { textTable } from '../cli/text-table';
import type { Finding, Row } from './engine';

const USUAL_ROWS = 15;
const BLOCK = /(<!-- ([\w-]+\/[\w-]+)(?: (\d+))? -->\n)[\s\S]*?<!-- \/ -->/g;

const cellOf = (value: Row[string] | undefined): string => String(value ?? '');

/** The rows as a table of Markdown; beyond `most`, how many there are. */
export function tableOf({ columns, rows }: Finding, most = USUAL_ROWS): readonly string[] {
  const shown = rows.slice(0, most).map((row) => columns.map((name) => cellOf(row[name])));
  const more = rows.length > most ? ['', `… ${String(rows.length)} lignes en tout.`] : [];
  return [...textTable([columns, ...shown]), ...more];
}

const block = (finding: Finding, most: number): string => {
  const phrase = finding.name === 'phrase' ? [`> ${cellOf(finding.rows[0]?.['phrase'])}`] : tableOf(finding, most);
  return ['', '```sql', `${finding.sql};`, '```', '', ...phrase, '', ''].join('\n');
};

/** A page whose blocks `<!-- analysis/name [rows] -->` … `<!-- / -->` hold the statement and what it answers now. */
export const pageWith = (page: string, found: readonly Finding[]): string =>
  page.replace(BLOCK, (_, start: string, path: string, most?: string) => {
    const finding = found.find(({ analysis, name }) => path === `${analysis}/${name}`);
    if (!finding) throw new Error(`There is no statement ${path}`);
    return `${start}${block(finding, Number(most ?? USUAL_ROWS))}<!-- / -->`;
  });
