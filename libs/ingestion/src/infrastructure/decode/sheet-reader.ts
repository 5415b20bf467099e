/* istanbul ignore file -- counters of coverage would not exist in the thread where this text runs */
import type { CellObject, WorkBook } from '@e965/xlsx';

export type SheetMessage = Uint8Array | 'too-many-rows' | 'too-large';

interface DateCode {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

/** What the reader uses of the workbook library. */
interface Library {
  readonly read: (bytes: Uint8Array, options: object) => WorkBook;
  readonly SSF: {
    is_date(format: string): boolean;
    parse_date_code(value: number, options: { date1904: boolean }): DateCode | null;
  };
}

interface Sheet {
  readonly library: Library;
  readonly date1904: boolean;
  /** Cells of the first row that is not blank: a row has at least as many. */
  width: number;
}

interface Task {
  readonly bytes: Uint8Array;
  readonly library: string;
  readonly mostRows: number;
  readonly mostBytes: number;
}

/**
 * The program of the thread that reads a workbook: the functions below, as text, so that it needs no file of its own
 * wherever the code is compiled to. They may use one another and nothing else of this module.
 */
export const sheetReader = (): string =>
  `${[sheetMessages, sheetOf, rowText, cellText, errorText, dateText].join('\n')}
   const { parentPort, workerData } = require('node:worker_threads');
   for (const message of sheetMessages(workerData, require(workerData.library))) parentPort.postMessage(message);`;

function* sheetMessages(task: Task, library: Library): Generator<SheetMessage> {
  const { sheet, rows } = sheetOf(task, library);
  let text = '';
  let room = task.mostBytes;
  let filled = 0;
  for (let at = 0; at < rows.length && room >= 0 && filled <= task.mostRows; at++) {
    const row = rowText(sheet, rows[at] ?? []);
    if (row !== '') filled++;
    text += row + '\n';
    if (text.length < 65536 && at < rows.length - 1) continue;
    const chunk = new TextEncoder().encode(text);
    room -= chunk.length;
    text = '';
    yield chunk;
  }
  if (room < 0) yield 'too-large';
  if (filled > task.mostRows) yield 'too-many-rows';
}

function sheetOf(task: Task, library: Library): { sheet: Sheet; rows: readonly (CellObject | undefined)[][] } {
  const options = { type: 'buffer', dense: true, cellNF: true, cellText: false, cellFormula: false, cellHTML: false };
  const book = library.read(task.bytes, { ...options, sheets: 0 });
  const first = book.Sheets[book.SheetNames[0] ?? ''] as { '!data'?: (CellObject | undefined)[][] } | undefined;
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return { sheet: { library, date1904, width: 0 }, rows: first?.['!data'] ?? [] };
}

/** RFC 4180; nothing for a row of empty cells. */
function rowText(sheet: Sheet, row: readonly (CellObject | undefined)[]): string {
  const cells = Array.from(row, (cell) => cellText(sheet, cell));
  while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
  if (cells.length === 0) return '';
  if (sheet.width === 0) sheet.width = cells.length;
  while (cells.length < sheet.width) cells.push('');
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

function cellText(sheet: Sheet, cell: CellObject | undefined): string {
  if (cell?.v === undefined || cell.t === 'z') return '';
  if (cell.t === 'e') return errorText(Number(cell.v));
  const dated = typeof cell.v === 'number' && sheet.library.SSF.is_date(String(cell.z ?? 'General'));
  const date = dated ? sheet.library.SSF.parse_date_code(Number(cell.v), { date1904: sheet.date1904 }) : null;
  return date ? dateText(date, Number(cell.v)) : String(cell.v);
}

/** As the spreadsheet shows it, never its number: that would pass for a value. */
function errorText(code: number): string {
  const names = new Map([
    [0, '#NULL!'],
    [7, '#DIV/0!'],
    [15, '#VALUE!'],
    [23, '#REF!'],
    [29, '#NAME?'],
    [36, '#NUM!'],
    [42, '#N/A'],
  ]);
  return names.get(code) ?? '#ERROR!';
}

/** A day, a time of day (below 1), or both. */
function dateText(date: DateCode, value: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${String(date.y).padStart(4, '0')}-${two(date.m)}-${two(date.d)}`;
  const time = `${two(date.H)}:${two(date.M)}${date.S === 0 ? '' : `:${two(date.S)}`}`;
  if (value < 1) return time;
  return Number.isInteger(value) ? day : `${day}T${time}`;
}
