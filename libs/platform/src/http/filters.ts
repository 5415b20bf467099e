import { nearestName, type Bilingual, type FieldFault } from '@hexagone/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { field } from './field-rule';
import { refuse, unknownName } from './input-faults';

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

const DEFAULT_OPERATORS: readonly Operator[] = ['eq', 'in'];
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

export function readFilter(table: FieldTable, parameter: string, text: string): Filter | FieldFault {
  const [, name = parameter, given = 'eq'] = NAME.exec(parameter) ?? [];
  const listed = has(table, name) ? table[name] : undefined;
  if (!listed) return unknownName('query', name, Object.keys(table));
  const known: readonly string[] = listed.operators ?? DEFAULT_OPERATORS;
  const operator = known.includes(given) ? (given as Operator) : undefined;
  if (!operator)
    return unknownName(
      'query',
      parameter,
      known.map((op) => `${name}[${op}]`),
    );
  const values = valuesOf(listed, operator, text);
  return values ? { field: name, sql: listed.sql, operator, values } : wrongValue(parameter, operator, listed);
}

/** `field=value` and `field[op]=value` over the table; every fault is told (400). */
export function readFilters(table: FieldTable, query: Readonly<Record<string, string>>): readonly Filter[] {
  const read = Object.entries(query).map(([parameter, text]) => readFilter(table, parameter, text));
  const faults = read.filter(isFault);
  return faults.length > 0 ? refuse('query', faults) : (read as Filter[]);
}

export const isFault = (result: Filter | FieldFault): result is FieldFault => 'code' in result;

export const sortableFields = (table: FieldTable): string[] =>
  Object.keys(table).filter((name) => table[name]?.sortable);

/** The keys of `-installed_on,name`, or null when one is not sortable or there twice. */
function sortKeys(table: FieldTable, text: string): readonly SortKey[] | null {
  const keys = text.split(',').map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  const known = new Set(sortableFields(table));
  const valid = keys.every(({ field }) => known.delete(field));
  return valid ? keys.map((key) => ({ ...key, sql: table[key.field]?.sql ?? '' })) : null;
}

/** A query's `sort`, as SortKey[]; the caller adds `id` last and NULLS LAST both ways. */
export const Sort = (table: FieldTable): PropertyDecorator => {
  const names = sortableFields(table);
  return field({
    code: 'not-a-sort',
    says: (value) => {
      const given = String(value)
        .split(',')
        .map((part) => part.replace(/^-/, '').slice(0, 100));
      const nearest = nearestName(given.find((name) => !names.includes(name)) ?? '', names);
      return {
        en: `must be a comma list of ${names.join(', ')}, each once, - for descending${nearest ? `; did you mean ${nearest}?` : ''}`,
        fr: `doit être une liste parmi ${names.join(', ')}, chacun une fois, - pour décroissant${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
      };
    },
    holds: (value) => Array.isArray(value),
    read: (text) => sortKeys(table, text) ?? text,
    schema: { type: String, description: 'Comma list; `-` for descending.', example: names[0] },
  });
};

const FILTERS = 'hexagone:filters';

/** All other parameters of a query: `field=value` and `field[op]=value` over the table, as Filter[]. */
export const Filters =
  (table: FieldTable): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(FILTERS, { property, table }, target);
    for (const [name, { operators = DEFAULT_OPERATORS }] of Object.entries(table))
      ApiProperty({
        name,
        required: false,
        type: String,
        description: `Also ${name}[op], op in ${operators.join(', ')}.`,
      })(target, name);
  };

export const filtersOf = (type: { readonly prototype: object }): { property: string; table: FieldTable } | undefined =>
  Reflect.getMetadata(FILTERS, type.prototype) as { property: string; table: FieldTable } | undefined;
