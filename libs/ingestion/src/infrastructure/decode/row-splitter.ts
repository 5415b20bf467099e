import csvParser from 'csv-parser';
import type { Framed, GuardRules } from './record-guard';

/** Cells by their position, as csv-parser gives them without a header. */
export type Row = Readonly<Record<number, string>>;

/** csv-parser, fed with framed records only: one row per record, or it is a bug. */
export class RowSplitter {
  #rows: Row[] = [];
  readonly #parser;

  constructor(rules: GuardRules) {
    const quoting = rules.quoted ? {} : { quote: '', escape: '' };
    this.#parser = csvParser({ headers: false, separator: rules.delimiter, ...quoting });
    this.#parser.on('data', (row: Row) => this.#rows.push(row));
  }

  async split({ sound, records }: Framed): Promise<readonly Row[]> {
    const expected = records.reduce<number>((count, record) => (typeof record === 'number' ? count + 1 : count), 0);
    if (expected === 0) return [];
    this.#rows = [];
    await new Promise<void>((resolve, reject) => {
      this.#parser.write(sound, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    if (this.#rows.length !== expected) {
      throw new Error(`${expected} records became ${this.#rows.length} rows: guard and parser are out of step`);
    }
    return this.#rows;
  }

  close(): void {
    this.#parser.destroy();
  }
}
