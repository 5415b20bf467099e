import { isDay } from '@hexagone/kernel';
import type { ListedField, Operator } from './filters';

/*
 * One word per type of field: what a list can be asked of it, how a text becomes a value of it, how it is documented.
 */

export const ORDER_OPERATORS: readonly Operator[] = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'between',
  'null',
];
export const TEXT_OPERATORS: readonly Operator[] = ['eq', 'ne', 'in', 'nin', 'contains', 'starts', 'null'];
export const CHOICE_OPERATORS: readonly Operator[] = ['eq', 'ne', 'in', 'nin'];

type Traits = Partial<
  Pick<ListedField, 'always' | 'among' | 'elements' | 'sortable' | 'operators' | 'read' | 'expects'>
>;

/** As in JSON; a plus that was not encoded arrives as a blank. */
const DECIMAL = /^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+ -]?[0-9]{1,3})?$/;
const INTEGER = /^-?(0|[1-9][0-9]{0,14})$/;
const DIGITS = /^[0-9]{1,15}$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+ -](?:0\d|1[0-4]):[0-5]\d)$/;

function decimal(text: string): number | undefined {
  const value = DECIMAL.test(text) ? Number(text.replace(' ', '+')) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

export const numberField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'double precision',
  operators: ORDER_OPERATORS,
  sortable: true,
  read: decimal,
  expects: { en: 'a number', fr: 'un nombre' },
  schema: { type: Number },
  ...traits,
});

export const integerField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'bigint',
  operators: ORDER_OPERATORS,
  sortable: true,
  read: (text) => (INTEGER.test(text) ? Number(text) : undefined),
  expects: { en: 'a whole number', fr: 'un nombre entier' },
  schema: { type: 'integer' },
  ...traits,
});

/** Years before 1 are days for JavaScript, but not for PostgreSQL. */
export const dayField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'date',
  operators: ORDER_OPERATORS,
  sortable: true,
  read: (text) => (isDay(text) && text >= '0001-01-01' ? text : undefined),
  expects: { en: 'a day that exists, as YYYY-MM-DD', fr: 'un jour qui existe, sous la forme AAAA-MM-JJ' },
  schema: { type: String, format: 'date' },
  ...traits,
});

function instant(text: string): string | undefined {
  const [, day] = INSTANT.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const normal = new Date(text.replace(' ', '+')).toISOString();
  return /^[1-9]\d{3}-/.test(normal) ? normal : undefined;
}

export const instantField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'timestamptz',
  operators: ORDER_OPERATORS,
  sortable: true,
  read: instant,
  expects: {
    en: 'an instant with its offset, as 2026-11-20T08:00:00Z',
    fr: 'un instant avec son décalage, comme 2026-11-20T08:00:00Z',
  },
  schema: { type: String, format: 'date-time' },
  ...traits,
});

/** `max` counts code points. */
export const textField = (sql: string, { max = 200, ...traits }: Traits & { max?: number } = {}): ListedField => ({
  sql,
  operators: TEXT_OPERATORS,
  sortable: true,
  read: (text) => (text !== '' && text.length <= 2 * max && Array.from(text).length <= max ? text : undefined),
  expects: { en: `a text of 1 to ${max} characters`, fr: `un texte de 1 à ${max} caractères` },
  schema: { type: String },
  ...traits,
});

/** `read`: other spellings of the values. */
export const choiceField = (sql: string, values: readonly string[], traits: Traits = {}): ListedField => ({
  sql,
  operators: CHOICE_OPERATORS,
  sortable: true,
  read: (text) => (values.includes(text) ? text : undefined),
  expects: { en: `one of ${values.join(', ')}`, fr: `une valeur parmi ${values.join(', ')}` },
  schema: traits.read ? { type: String } : { type: String, enum: [...values] },
  ...traits,
});

export const idField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'bigint',
  operators: CHOICE_OPERATORS,
  sortable: true,
  read: (text) => (DIGITS.test(text) ? Number(text) : undefined),
  expects: { en: 'an id in decimal digits', fr: 'un identifiant en chiffres décimaux' },
  schema: { type: 'integer' },
  ...traits,
});

export const booleanField = (sql: string, traits: Traits = {}): ListedField => ({
  sql,
  cast: 'boolean',
  operators: CHOICE_OPERATORS,
  sortable: true,
  read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  expects: { en: 'true or false', fr: 'true ou false' },
  schema: { type: Boolean },
  ...traits,
});
