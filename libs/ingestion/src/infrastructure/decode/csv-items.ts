import type { ReadItem } from '../../application/source-files';
import type { Fault, RawRecord, Scalar } from '../../application/record';
import type { SourceContract } from '../../application/source-contract';
import { tooManyColumns } from '../../domain/decode-problems';
import { MOST_CELLS } from './bounds';
import type { FramedRow } from './framed-rows';
import type { Binding } from './header-binding';
import { keptCells, storable } from './kept-cells';
import type { DefectiveRecord, RecordDefect } from './record-guard';
import type { Row } from './row-splitter';

const SHOWN_CHARACTERS = 200;

/** A record of a CSV text by the contract's names. Its cells are only gathered when somebody asks for them. */
class CsvRecord {
  constructor(
    readonly record: RawRecord,
    readonly row: Row,
  ) {}

  get cells(): readonly Scalar[] | null {
    return keptCells(Object.values(this.row));
  }
}

/** Turns framed rows into items by a header that is bound; null for a record of blanks only. */
export class CsvItems {
  readonly #footer: string | undefined;
  readonly #emptyTrailing: number;

  constructor(
    private readonly binding: Binding,
    private readonly contract: SourceContract,
    private readonly delimiter: string,
  ) {
    this.#footer = contract.footer;
    this.#emptyTrailing = contract.emptyTrailingCells ?? 0;
  }

  of(framed: FramedRow): ReadItem | null {
    if ('defects' in framed) return this.#defective(framed);
    const { line, row } = framed;
    const { width } = this.binding;
    const exact = row[width - 1] !== undefined && row[width] === undefined;
    if (exact || this.#isFooter(row)) return new CsvRecord({ line, fields: this.#fields(row) }, row);
    return this.#ofOtherWidth(line, row);
  }

  #ofOtherWidth(line: number, row: Row): ReadItem | null {
    const cells = Object.values(row);
    if (cells.length > MOST_CELLS) throw tooManyColumns(line, cells.length, MOST_CELLS);
    if (cells.length === 1 && cells[0]?.trim() === '') return null;
    const extra = cells.slice(this.binding.width);
    const tolerated =
      cells.length > this.binding.width && extra.length <= this.#emptyTrailing && extra.every((cell) => cell === '');
    if (tolerated) return new CsvRecord({ line, fields: this.#fields(row) }, row);
    const params = { expected: this.binding.width, found: cells.length };
    return { line, faults: [{ code: 'column_count', params }], cells: keptCells(cells) };
  }

  #isFooter(row: Row): boolean {
    return this.#footer !== undefined && row[0]?.startsWith(this.#footer) === true;
  }

  #fields(row: Row): RawRecord['fields'] {
    const { names, positions } = this.binding;
    // Quicker than Object.create(null), whose objects are dictionaries from the start.
    const fields: Record<string, string | undefined> = {};
    Object.setPrototypeOf(fields, null);
    for (let i = 0; i < names.length; i++) {
      const cell = row[positions[i] ?? 0];
      if (cell !== undefined) fields[names[i] ?? ''] = cell;
    }
    return fields;
  }

  #defective({ line, defects, bytes }: DefectiveRecord): ReadItem {
    const cells = bytes.toString('utf8').split(this.delimiter);
    const [first, ...others] = defects;
    const fault = (code: RecordDefect): Fault => this.#fault(code, cells);
    return { line, faults: [fault(first), ...others.map(fault)], cells: keptCells(cells) };
  }

  #fault(code: RecordDefect, cells: readonly string[]): Fault {
    const at = cells.findIndex((cell) => (code === 'stray_quote' ? !isWellQuoted(cell) : cell.includes('\0')));
    const field = this.binding.header[at];
    const value = storable(cells[at] ?? '').slice(0, SHOWN_CHARACTERS);
    return { code, value, ...(field === undefined ? {} : { field }) };
  }
}

const isWellQuoted = (cell: string): boolean => !cell.includes('"') || /^"(?:[^"]|"")*"$/.test(cell);
