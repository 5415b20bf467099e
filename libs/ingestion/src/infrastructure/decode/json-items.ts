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
export function parsedElement({ at, bytes }: JsonElement): { text: string; value: Record<string, unknown> } {
  const text = bytes.toString('utf8');
  try {
    return { text, value: JSON.parse(text) as Record<string, unknown> };
  } catch {
    throw malformedJson(at, 'not valid JSON', 'JSON invalide');
  }
}

export class JsonItems {
  readonly #columns = new Map<string, string | undefined>();

  constructor(private readonly names: ColumnNames) {}

  of(element: JsonElement): ReadItem {
    const { text, value } = parsedElement(element);
    const fields: Record<string, unknown> = {};
    Object.setPrototypeOf(fields, null);
    for (const key of Object.keys(value)) {
      const column = this.#columnOf(key);
      if (column !== undefined && fields[column] === undefined) fields[column] = value[key];
    }
    const faults = text.includes('\\u') ? forbidden(fields) : [];
    const [first, ...others] = faults;
    if (first === undefined) return new JsonRecord({ line: element.at, fields }, text);
    return { line: element.at, faults: [first, ...others], cells: keptCells([text]) };
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
