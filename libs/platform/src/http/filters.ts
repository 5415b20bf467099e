import type { Bilingual, FieldFault } from '@hexagone/kernel';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { unknownName } from './input-faults';

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
  /** PostgreSQL's type of its values, `text` unless told. */
  readonly cast?: string;
  /** No row lacks it. */
  readonly always?: boolean;
  /** Where the row has many of it: FROM and WHERE of them, as in `site_groups l WHERE l.site_id = s.id`. */
  readonly among?: string;
  /** Its column is an array of texts: `eq` and `in` hold where one of them is given, `ne` and `nin` where none is. */
  readonly elements?: boolean;
  readonly operators?: readonly Operator[];
  readonly sortable?: boolean;
  /** The typed value of a text; undefined: it is none. Default: the text itself, up to 200 characters. */
  readonly read?: (text: string) => unknown;
  /** What a value must be, for the one who gave another. */
  readonly expects?: Bilingual;
  /** In OpenAPI. */
  readonly schema?: ApiPropertyOptions;
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

const DEFAULT_OPERATORS: readonly Operator[] = ['eq', 'in'];
const NAME = /^([a-z][a-z0-9_]{0,62})(?:\[([a-z]{2,8})\])?$/;
const REGEX_SPECIAL = /[!-/:-@[-`{-~]/g;
const TEXT: Bilingual = { en: 'a text of 1 to 200 characters', fr: 'un texte de 1 à 200 caractères' };

const asText = (text: string): string | undefined => (text !== '' && text.length <= 200 ? text : undefined);

/** For `~*`: the text itself, in any case, wherever it stands (`contains`) or at the beginning (`starts`). */
export const literalPattern = (how: 'contains' | 'starts', text: string): string =>
  `${how === 'starts' ? '^' : ''}${text.replace(REGEX_SPECIAL, '\\$&')}`;

function texts(operator: Operator, text: string): readonly string[] {
  return operator === 'in' || operator === 'nin' || operator === 'between' ? text.split(',') : [text];
}

function valuesOf({ read = asText }: ListedField, operator: Operator, text: string): readonly unknown[] | undefined {
  if (operator === 'null') return text === 'true' || text === 'false' ? [text === 'true'] : undefined;
  const values = texts(operator, text).map(read);
  const enough = operator === 'between' ? values.length === 2 : values.length <= 100;
  return enough && values.every((value) => value !== undefined) ? values : undefined;
}

const HOW_MANY: Partial<Record<Operator, Bilingual>> = {
  between: { en: 'two values, separated by a comma: ', fr: 'deux valeurs, séparées par une virgule : ' },
  in: { en: '1 to 100 values, separated by commas: ', fr: '1 à 100 valeurs, séparées par des virgules : ' },
};
const FLAG: Bilingual = { en: 'true or false', fr: 'true ou false' };

function wrongValue(parameter: string, operator: Operator, { expects = TEXT }: ListedField): FieldFault {
  const { en, fr } = operator === 'null' ? FLAG : expects;
  const many = HOW_MANY[operator === 'nin' ? 'in' : operator];
  return {
    parameter,
    code: 'invalid-value',
    detail: {
      en: `${parameter} expects ${many?.en ?? ''}${en}`,
      fr: `${parameter} attend ${many?.fr ?? ''}${fr}`,
    },
  };
}

const has = (table: FieldTable, name: string): boolean => Object.hasOwn(table, name);

interface Known {
  readonly table: FieldTable;
  /** For hints. */
  readonly known: readonly string[];
}

/** A filter over the table; `shown`: the name by which the caller gave it. */
function readFilter({ table, known }: Known, parameter: string, text: string, shown: string): Filter | FieldFault {
  const [, name = parameter, given = 'eq'] = NAME.exec(parameter) ?? [];
  const listed = has(table, name) ? table[name] : undefined;
  const operators: readonly string[] = listed?.operators ?? DEFAULT_OPERATORS;
  if (!listed || operators.length === 0) return unknownName('query', name, known);
  const operator = operators.includes(given) ? (given as Operator) : undefined;
  if (!operator) {
    const forms = operators.map((op) => `${name}[${op}]`);
    return unknownName('query', parameter, forms);
  }
  const values = valuesOf(listed, operator, text);
  return values ? { field: name, sql: listed.sql, operator, values } : wrongValue(shown, operator, listed);
}

const filterNames = (table: FieldTable): string[] =>
  Object.keys(table).filter((name) => table[name]?.operators?.length !== 0);

/** Other names of filters: `{ installed_from: 'installed_on[gte]' }`. */
export type FilterAliases = Readonly<Record<string, string>>;

interface FilterWords {
  readonly property: string;
  readonly table: FieldTable;
  readonly aliases: FilterAliases;
}

const FILTERS = 'hexagone:filters';

/** What a filter means where there is nothing to compare with. */
function absence({ always, among, elements, operators }: Partial<ListedField>): string {
  if (among !== undefined || elements) return ' `ne` and `nin`: what has none of these.';
  if (always) return '';
  return operators?.includes('null') ? ' What lacks it matches `null` alone.' : ' What lacks it never matches.';
}

/** All other parameters of a query: `field=value` and `field[op]=value` over the table, as Filter[]. */
export const Filters =
  (table: FieldTable, aliases: FilterAliases = {}): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(FILTERS, { property, table, aliases }, target);
    for (const name of filterNames(table)) {
      const listed: Partial<ListedField> = table[name] ?? {};
      const { operators = DEFAULT_OPERATORS, schema = { type: String } } = listed;
      const description = `Also ${name}[op], op in ${operators.join(', ')}.${absence(listed)}`;
      ApiProperty({ ...schema, name, required: false, description } as ApiPropertyOptions)(target, name);
    }
    for (const [name, meant] of Object.entries(aliases)) {
      const schema = table[meant.replace(/\[.*/, '')]?.schema ?? { type: String };
      const description = `The same as ${meant}.`;
      ApiProperty({ ...schema, name, required: false, description } as ApiPropertyOptions)(target, name);
    }
  };

export const filtersOf = (type: { readonly prototype: object }): FilterWords | undefined =>
  Reflect.getMetadata(FILTERS, type.prototype) as FilterWords | undefined;

/** Two parameters that say the same thing, or contradict each other. */
export const saidTwice = (parameter: string, other: string): FieldFault => ({
  parameter,
  code: 'said-twice',
  detail: {
    en: `${parameter} and ${other} exclude each other: give one of them`,
    fr: `${parameter} et ${other} s’excluent : donnez l’un des deux`,
  },
});

/** Reads the parameters of a query that are not its own words (`words`, for hints): filters, and what is wrong. */
export function readFilters(
  { table, aliases }: FilterWords,
  given: Readonly<Record<string, string>>,
  words: Iterable<string>,
): { filters: Filter[]; faults: FieldFault[] } {
  const known = [...words, ...filterNames(table), ...Object.keys(aliases)];
  const filters: Filter[] = [];
  const faults: FieldFault[] = [];
  for (const [name, text] of Object.entries(given)) {
    const meant = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
    const twice = meant !== name && Object.hasOwn(given, meant);
    const read = twice ? saidTwice(name, meant) : readFilter({ table, known }, meant, text, name);
    if ('code' in read) faults.push(read);
    else filters.push(read);
  }
  return { filters, faults };
}
