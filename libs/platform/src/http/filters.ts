import type { Bilingual, FieldFault } from '@hexagone/kernel';
import { refuse, unknownName } from './input.pipe';

export const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'contains',
  'starts',
  'null',
  'between',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** One field that a list may be filtered or sorted by. Identifiers come from here, never from input. */
export interface ListedField {
  /** Its column or expression in SQL. */
  readonly sql: string;
  readonly operators?: readonly Operator[];
  readonly sortable?: boolean;
  /** The typed value of a text; undefined: it is none. Default: the text itself, up to 200 characters. */
  readonly read?: (text: string) => unknown;
  /** What a value must be, for the one who gave another. */
  readonly expects?: Bilingual;
}

/** A resource's fields by their names on the wire. */
export type FieldTable = Readonly<Record<string, ListedField>>;

export interface Filter {
  readonly field: string;
  readonly sql: string;
  readonly operator: Operator;
  /** One value; two for `between`, several for `in` and `nin`, a boolean for `null`. */
  readonly values: readonly unknown[];
}

export interface SortKey {
  readonly field: string;
  readonly sql: string;
  readonly descending: boolean;
}

const NAME = /^([a-z][a-z0-9_]{0,62})(?:\[([a-z]{2,8})\])?$/;
const LIKE_SPECIAL = /[\\%_]/g;
const TEXT: Bilingual = { en: 'a text of 1 to 200 characters', fr: 'un texte de 1 à 200 caractères' };

const asText = (text: string): string | undefined => (text !== '' && text.length <= 200 ? text : undefined);

/** For `LIKE … ESCAPE '\'`: the text itself, wherever it stands (`contains`) or at the beginning (`starts`). */
export const likePattern = (how: 'contains' | 'starts', text: string): string =>
  `${how === 'contains' ? '%' : ''}${text.replace(LIKE_SPECIAL, '\\$&')}%`;

function texts(operator: Operator, text: string): readonly string[] {
  return operator === 'in' || operator === 'nin' || operator === 'between' ? text.split(',') : [text];
}

function valuesOf({ read = asText }: ListedField, operator: Operator, text: string): readonly unknown[] | undefined {
  if (operator === 'null') return text === 'true' || text === 'false' ? [text === 'true'] : undefined;
  const values = texts(operator, text).map(read);
  const enough = operator === 'between' ? values.length === 2 : values.length <= 100;
  return enough && values.every((value) => value !== undefined) ? values : undefined;
}

function wrongValue(parameter: string, operator: Operator, { expects = TEXT }: ListedField): FieldFault {
  const flag = { en: 'true or false', fr: 'true ou false' };
  const { en, fr } = operator === 'null' ? flag : expects;
  return {
    parameter,
    code: 'invalid-value',
    detail: { en: `${parameter} expects ${en}`, fr: `${parameter} attend ${fr}` },
  };
}

const has = (table: FieldTable, name: string): boolean => Object.hasOwn(table, name);

function readFilter(table: FieldTable, parameter: string, text: string): Filter | FieldFault {
  const [, name = parameter, given = 'eq'] = NAME.exec(parameter) ?? [];
  const field = has(table, name) ? table[name] : undefined;
  if (!field) return unknownName('query', name, Object.keys(table));
  const known: readonly string[] = field.operators ?? ['eq', 'in'];
  const operator = known.includes(given) ? (given as Operator) : undefined;
  if (!operator)
    return unknownName(
      'query',
      parameter,
      known.map((op) => `${name}[${op}]`),
    );
  const values = valuesOf(field, operator, text);
  return values ? { field: name, sql: field.sql, operator, values } : wrongValue(parameter, operator, field);
}

/** `field=value` and `field[op]=value` over the table; every fault is told (400). */
export function readFilters(table: FieldTable, query: Readonly<Record<string, string>>): readonly Filter[] {
  const read = Object.entries(query).map(([parameter, text]) => readFilter(table, parameter, text));
  const faults = read.filter((result): result is FieldFault => 'code' in result);
  return faults.length > 0 ? refuse('query', faults) : (read as Filter[]);
}

/** `-installed_on,name` over the sortable fields of the table; the caller adds `id` last and NULLS LAST. */
export function readSort(table: FieldTable, sort: string): readonly SortKey[] {
  const sortable = Object.keys(table).filter((name) => table[name]?.sortable);
  const keys = sort.split(',').map((part) => ({ name: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  const faults = keys
    .filter(({ name }, i) => !sortable.includes(name) || keys.findIndex((key) => key.name === name) !== i)
    .map(({ name }) => ({ ...unknownName('query', name, sortable), parameter: 'sort' }));
  if (faults.length > 0) refuse('query', faults);
  return keys.map(({ name, descending }) => ({ field: name, sql: table[name]?.sql ?? '', descending }));
}
