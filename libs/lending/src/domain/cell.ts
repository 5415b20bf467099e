import type { CellType } from './columns';
import { idInFile } from './salesforce-id';

/** A cell as its column's type: a value, nothing (blank), or why not. `placeholder`: a word that stands for nothing. */
export type Cell =
  | { readonly value: string | number | boolean | null; readonly placeholder?: true }
  | { readonly fault: 'not_of_its_type' | 'out_of_range' };

const PLACEHOLDERS = new Set(['nan', 'null', 'none', 'n/a', '#n/a']);
const LONGEST_PLACEHOLDER = 4;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const INSTANT = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)?$/;
const TRUE = new Set(['1', '1.0', 'true']);
const FALSE = new Set(['0', '0.0', 'false']);

// Millions of cells say the same: one object for all of them.
const BLANK = { value: null } as const;
const MEANINGLESS = { value: null, placeholder: true } as const;
const YES = { value: true } as const;
const NO = { value: false } as const;
const MALFORMED = { fault: 'not_of_its_type' } as const;
const BEYOND = { fault: 'out_of_range' } as const;

/** Most that a column takes, by type. */
const MOST: Readonly<Partial<Record<CellType, number>>> = {
  whole: 32_767,
  amount: 999_999_999_999.99,
  score: 9_999_999.999,
  rate: 999.999,
};

type Reader = (text: string) => Cell;

const numberIn =
  (type: CellType, allowed: (value: number) => boolean): Reader =>
  (text) => {
    if (!NUMBER.test(text)) return MALFORMED;
    const value = Number(text);
    if (!allowed(value)) return MALFORMED;
    return Math.abs(value) <= (MOST[type] ?? Infinity) ? { value } : BEYOND;
  };

const isAny = (): boolean => true;

function instantIn(text: string): Cell {
  const [, day, time] = INSTANT.exec(text) ?? [];
  const instant = Date.parse(`${day ?? ''}T${time ?? ''}Z`);
  if (Number.isNaN(instant)) return MALFORMED;
  const written = new Date(instant).toISOString();
  return written.startsWith(`${day ?? ''}T${time ?? ''}`) ? { value: written } : MALFORMED;
}

function booleanIn(text: string): Cell {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return YES;
  return FALSE.has(word) ? NO : MALFORMED;
}

function idIn(text: string): Cell {
  const value = idInFile(text);
  return value === undefined ? MALFORMED : { value };
}

const READERS: Readonly<Record<CellType, Reader>> = {
  id: idIn,
  boolean: booleanIn,
  whole: numberIn('whole', Number.isInteger),
  // Any number: an age that cannot be is set aside, and no reason to refuse the row.
  age: numberIn('age', isAny),
  amount: numberIn('amount', isAny),
  score: numberIn('score', isAny),
  rate: numberIn('rate', isAny),
  text: (text) => ({ value: text }),
  instant: instantIn,
};

/** What a cell says. Texts are kept as they are written; ids have their 18 characters. */
export function readCell(text: string, type: CellType): Cell {
  const trimmed = text.trim();
  if (trimmed === '') return BLANK;
  if (trimmed.length <= LONGEST_PLACEHOLDER && PLACEHOLDERS.has(trimmed.toLowerCase())) return MEANINGLESS;
  return READERS[type](type === 'text' ? text : trimmed);
}
