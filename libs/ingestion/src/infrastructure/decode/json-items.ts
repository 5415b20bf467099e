import type { Fault, Scalar } from '../../application/record';
import type { ReadItem } from '../../application/source-files';
import { malformedJson } from '../../domain/decode-problems';
import type { ColumnNames } from './header-binding';
import type { JsonElement } from './json-framer';
import { keptCells } from './kept-cells';

const MOST_REMEMBERED_KEYS = 10_000;
/** What PostgreSQL cannot store in a text: NUL, and half of a surrogate pair. */
const FORBIDDEN = /\0|\p{Surrogate}/u;

/** An element by the contract's names, as its JSON values. It is kept as one cell: its own text. */
class JsonRecord {
  constructor(
    readonly record: { readonly line: number; readonly fields: Readonly<Record<string, unknown>> },
    readonly text: string,
  ) {}

  get cells(): readonly Scalar[] | null {
    return keptCells([this.text]);
  }
}

/** Throws ImportFailure `malformed-json`. */
function parsed({ at, bytes }: JsonElement): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw malformedJson(at, 'not valid JSON', 'JSON invalide');
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null where the element is no object. */
export function keysOf(element: JsonElement): readonly string[] | null {
  const value = parsed(element);
  return isObject(value) ? Object.keys(value) : null;
}

export class JsonItems {
  readonly #columns = new Map<string, string | undefined>();

  constructor(private readonly names: ColumnNames) {}

  of(element: JsonElement): ReadItem {
    const value = parsed(element);
    const line = element.at;
    const text = element.bytes.toString('utf8');
    if (!isObject(value)) return { line, faults: [{ code: 'not_an_object' }], cells: keptCells([text]) };
    const fields = this.#fields(value);
    const [first, ...others] = text.includes('\\u') ? forbidden(fields) : [];
    if (first === undefined) return new JsonRecord({ line, fields }, text);
    return { line, faults: [first, ...others], cells: keptCells([text]) };
  }

  #fields(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    Object.setPrototypeOf(fields, null);
    for (const key of Object.keys(value)) {
      const column = this.#columnOf(key);
      if (column !== undefined && fields[column] === undefined) fields[column] = value[key];
    }
    return fields;
  }

  #columnOf(key: string): string | undefined {
    if (this.#columns.has(key)) return this.#columns.get(key);
    const column = this.names.find(key);
    if (this.#columns.size < MOST_REMEMBERED_KEYS) this.#columns.set(key, column);
    return column;
  }
}

const forbidden = (fields: Record<string, unknown>): Fault[] =>
  Object.keys(fields)
    .filter((field) => hasForbidden(fields[field]))
    .map((field) => ({ field, code: 'forbidden_character' }));

/** The framer bounds the depth. */
function hasForbidden(value: unknown): boolean {
  if (typeof value === 'string') return FORBIDDEN.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => FORBIDDEN.test(key) || hasForbidden(inner));
}
