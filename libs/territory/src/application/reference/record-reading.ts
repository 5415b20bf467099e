import type { Fault, RawRecord, Verdict } from '@hexagone/ingestion';

/** Reads the members of one JSON record and collects everything that is wrong with it. */
export class RecordReading {
  readonly #faults: Fault[] = [];
  readonly #fields: RawRecord['fields'];

  constructor({ fields }: RawRecord) {
    this.#fields = fields;
  }

  text(field: string): string {
    const before = this.#faults.length;
    const text = this.optionalText(field);
    if (text !== null || this.#faults.length > before) return text ?? '';
    return this.#fault({ field, code: 'missing_value' }, '');
  }

  /** Null where there is nothing, or nothing but blanks. */
  optionalText(field: string): string | null {
    const value = this.#fields[field];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.trim() || null;
    return this.#fault({ field, code: 'not_a_text', value: shown(value) }, null);
  }

  matching(field: string, shape: RegExp): string {
    const value = this.text(field);
    return value === '' || shape.test(value) ? value : this.#fault({ field, code: 'malformed_code', value }, '');
  }

  optionalDay(field: string): string | null {
    const value = this.optionalText(field);
    return value === null || isDay(value) ? value : this.#fault({ field, code: 'malformed_day', value }, null);
  }

  optionalCount(field: string, most = 2 ** 31 - 1): number | null {
    const value = this.#fields[field];
    if (value === undefined || value === null) return null;
    const counts = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
    return counts ? value : this.#fault({ field, code: 'not_a_count', value: shown(value) }, null);
  }

  /** A list of codes as an array literal of the database, in the order given; absent is empty. */
  codes(field: string, shape: RegExp, codeOf: (item: unknown) => unknown = (item) => item): string {
    const value = this.#fields[field] ?? [];
    const items: unknown[] = Array.isArray(value) ? value.map(codeOf) : [value];
    const wrong = items.findIndex((item) => typeof item !== 'string' || !shape.test(item));
    if (wrong >= 0) return this.#fault({ field, code: 'malformed_code', value: shown(items[wrong]) }, '{}');
    return `{${items.join(',')}}`;
  }

  verdict<Row>(row: Row): Verdict<Row> {
    const [first, ...others] = this.#faults;
    return first ? { reject: [first, ...others] } : { take: row };
  }

  #fault<T>(fault: Fault, instead: T): T {
    this.#faults.push(fault);
    return instead;
  }
}

const shown = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value).slice(0, 200));

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
