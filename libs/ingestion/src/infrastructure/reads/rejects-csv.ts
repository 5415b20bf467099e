import type { Language } from '@hexagone/kernel';
import type { RejectRow } from '../../application/import-reads';
import type { Scalar } from '../../application/record';
import { neutralised } from '../../domain/spreadsheet-cell';

const REMARKS = ['_line', '_field', '_code', '_message', '_hint'];

const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => quoted(neutralised(cell))).join(',')}\r\n`;
const text = (cell: Scalar | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

/**
 * Rejects as a file that people correct in a spreadsheet and send back: the source's own columns first, then what is
 * wrong. One row per record, whatever the number of its faults.
 */
export async function* rejectsCsv(
  header: readonly string[],
  rejects: AsyncIterable<RejectRow>,
  language: Language,
): AsyncIterable<string> {
  yield `\uFEFF${csvLine([...header, ...REMARKS])}`;
  for await (const faults of records(rejects)) yield csvLine(recordCells(header, faults, language));
}

/** The faults of one record follow each other. */
async function* records(rejects: AsyncIterable<RejectRow>): AsyncIterable<RejectRow[]> {
  let faults: RejectRow[] = [];
  for await (const reject of rejects) {
    if (faults[0] && faults[0].line !== reject.line) {
      yield faults;
      faults = [];
    }
    faults.push(reject);
  }
  if (faults.length > 0) yield faults;
}

function recordCells(header: readonly string[], faults: readonly RejectRow[], language: Language): string[] {
  const cells = faults.find((fault) => fault.cells)?.cells ?? [];
  const all = (said: (fault: RejectRow) => string | null): string =>
    [...new Set(faults.map(said))].filter((words) => words !== null && words !== '').join(' | ');
  return [
    ...header.map((_, index) => text(cells[index])),
    String(faults[0]?.line ?? ''),
    all((fault) => fault.field),
    all((fault) => fault.code),
    all((fault) => fault.message[language]),
    all((fault) => fault.hint),
  ];
}
