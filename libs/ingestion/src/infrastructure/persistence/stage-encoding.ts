import type { Scalar } from '../../application/record';
import type { StageColumns } from '../../application/staging-database';

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const SPECIAL = /[\\\n\r\t\0]/;

/** One cell of COPY text; null for a text that PostgreSQL cannot store. */
type Encode = (value: unknown) => string | null;

export interface Encoder {
  readonly column: string;
  readonly encode: Encode;
}

/** How the values of each staged column are written; decided once, by its SQL type. */
export const encodersOf = (columns: StageColumns): readonly Encoder[] =>
  Object.entries(columns).map(([column, type]) => ({ column, encode: encoding(type) }));

function encoding(type: string): Encode {
  const isJson = /^jsonb?\b/i.test(type);
  const asText = isJson ? JSON.stringify : type.endsWith('[]') ? arrayText : otherText;
  return (value) => {
    if (typeof value === 'number') return String(value);
    if (value === null || value === undefined) return '\\N';
    if (typeof value === 'string') return escaped(value);
    return escaped(asText(value));
  };
}

function escaped(text: string): string | null {
  if (!SPECIAL.test(text)) return text;
  return text.includes('\0') ? null : text.replace(/[\\\n\r\t]/g, (letter) => ESCAPED[letter] ?? letter);
}

function otherText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new Error(`A staged value is a ${typeof value}`);
}

/** An array literal. Texts given for an array column or a JSON column are taken as they are. */
const arrayText = (value: unknown): string => `{${(value as readonly Scalar[]).map(element).join(',')}}`;

const element = (item: Scalar): string => (item === null ? 'NULL' : `"${String(item).replace(/["\\]/g, '\\$&')}"`);
