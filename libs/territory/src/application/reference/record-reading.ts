import type { Fault, RawRecord, Verdict } from '@hexagone/ingestion';

/** Reads the members of one JSON record and collects everything that is wrong with it. */
export class RecordReading {
  readonly #faults: Fault[] = [];
  readonly #fields: RawRecord['fields'];

  constructor({ fields }: RawRecord) {
    this.#fields = fields;
  }

  text(field: string): string {
    return this.optionalText(field) ?? this.#fault({ field, code: 'missing_value' }, '');
  }

  optionalText(field: string): string | null {
    const value = this.#fields[field];
    if (value === undefined || value === null || value === '') return null;
    return typeof value === 'string'
      ? value.trim()
      : this.#fault({ field, code: 'not_a_text', value: shown(value) }, null);
  }

  matching(field: string, shape: RegExp): string {
    const value = this.text(field);
    return value === '' || shape.test(value) ? value : this.#fault({ field, code: 'malformed_code', value }, '');
  }

  optionalCount(field: string): number | null {
    const value = this.#fields[field];
    if (value === undefined || value === null) return null;
    const counts = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return counts ? value : this.#fault({ field, code: 'not_a_count', value: shown(value) }, null);
  }

  /** A list of codes as an array literal of the database, in the order given; absent is empty. */
  codes(field: string, shape: RegExp, codeOf: (item: unknown) => unknown = (item) => item): string {
    const value = this.#fields[field] ?? [];
    const items: unknown[] = Array.isArray(value) ? value.map(codeOf) : [value];
    const wrong = items.find((item) => typeof item !== 'string' || !shape.test(item));
    if (wrong !== undefined) return this.#fault({ field, code: 'malformed_code', value: shown(wrong) }, '{}');
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

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? '';
