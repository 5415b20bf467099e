import {
  DatasetPart,
  type Fault,
  type GuardFinding,
  type Publication,
  type RawRecord,
  realDataPresent,
  type SourceContract,
  type StagedRun,
  type Verdict,
} from '@hexagone/ingestion';
import { readCell } from '../../domain/cell';
import { type Column, SQL_TYPES } from '../../domain/columns';

/** Column of the table → value. */
export type LendingRow = Readonly<Record<string, unknown>>;

export interface ReadRow {
  readonly row: Record<string, unknown>;
  readonly faults: Fault[];
  /** A cell held a word that stands for nothing. */
  readonly placeholders: boolean;
}

export interface LendingFile {
  readonly name: string;
  readonly fileName: RegExp;
  readonly columns: readonly Column[];
  /** First characters of the file's ids. */
  readonly prefix: string;
  /** Columns of the table that may not be blank, beside the id. */
  readonly required: readonly string[];
  /** Staged columns that are derived: SQL types. */
  readonly derived: Readonly<Record<string, string>>;
}

/** One file of the broker's export: its header is exactly this, whatever the order. */
export abstract class LendingPart extends DatasetPart<LendingRow> {
  override readonly name: string;
  override readonly fileName: RegExp;
  readonly contract: SourceContract;
  readonly stage: Readonly<Record<string, string>>;
  /** Header names by column. */
  private readonly sources: ReadonlyMap<string, string>;
  /** A row without a value: cloning it is much quicker than adding its columns one by one. */
  private readonly blank: Readonly<Record<string, null>>;

  constructor(
    protected readonly file: LendingFile,
    readonly publication: Publication,
  ) {
    super();
    this.name = file.name;
    this.fileName = file.fileName;
    this.sources = new Map(file.columns.map(({ source, column }) => [column, source]));
    this.blank = Object.fromEntries(file.columns.map(({ column }) => [column, null]));
    this.contract = {
      version: 1,
      formats: ['csv'],
      delimiters: [','],
      header: 'exact',
      unknownColumns: 'refused',
      recordLines: 100,
      columns: file.columns.map(({ source }) => ({ name: source, required: true })),
    };
    const typed = file.columns.map(({ column, type }) => [column, SQL_TYPES[type]]);
    this.stage = { ...(Object.fromEntries(typed) as Record<string, string>), ...file.derived };
  }

  judge(record: RawRecord): Verdict<LendingRow> {
    const read = this.read(record);
    const row = this.derive(read, record);
    const [first, ...others] = read.faults;
    return first ? { reject: [first, ...others] } : { take: row };
  }

  override guard(run: StagedRun): readonly GuardFinding[] {
    return run.replay ? [] : realDataPresent(run);
  }

  /** Adds what the file does not say itself; may add faults. */
  protected abstract derive(read: ReadRow, record: RawRecord): LendingRow;

  /** Header name of a column: what people know it by. */
  private sourceOf(column: string): string {
    return this.sources.get(column) ?? column;
  }

  private read({ fields }: RawRecord): ReadRow {
    const row: Record<string, unknown> = { ...this.blank };
    const faults: Fault[] = [];
    let placeholders = false;
    for (const { source, column, type } of this.file.columns) {
      const text = textOf(fields[source]);
      const cell = readCell(text, type);
      if ('fault' in cell) {
        faults.push({ field: source, code: type === 'id' ? 'malformed_id' : cell.fault });
        row[column] = undefined;
      } else if (cell.value !== null) row[column] = cell.value;
      else placeholders ||= cell.placeholder ?? false;
    }
    return { row, faults: [...faults, ...this.misnamed(row), ...this.missing(row)], placeholders };
  }

  private misnamed({ id }: Readonly<Record<string, unknown>>): readonly Fault[] {
    const right = typeof id !== 'string' || id.startsWith(this.file.prefix);
    return right ? [] : [{ field: this.sourceOf('id'), code: 'malformed_id' }];
  }

  private missing(row: Readonly<Record<string, unknown>>): Fault[] {
    return ['id', ...this.file.required]
      .filter((column) => row[column] === null)
      .map((column) => ({ field: this.sourceOf(column), code: 'missing' }));
  }
}

export const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
