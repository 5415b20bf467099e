import { snakeCase } from '@hexagone/kernel';
import type { CountryPack, Field, Guarantee } from '../../domain/country-pack';
import { FIRST_DAY, LAST_DAY } from '../../domain/field-faults';
import { type PackColumn, packColumns } from './pack-columns';

export interface NamedCheck {
  readonly name: string;
  readonly expression: string;
}

export interface UniqueIndex {
  readonly name: string;
  /** Properties of the site. */
  readonly properties: readonly string[];
  readonly where: string;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listed = (texts: readonly string[]): string => `(${texts.map(literal).join(', ')})`;
const lower = (codes: readonly string[]): string => codes.join('_').toLowerCase();

export const SQL_TYPE = {
  decimal: 'double precision',
  integer: 'integer',
  text: 'text',
  choice: 'text',
  day: 'date',
  boolean: 'boolean',
} as const satisfies Record<Field['type'], string>;

/** Days that a site may bear; they keep out infinity, whose weekday is unknown. */
export const DAYS = `BETWEEN '${FIRST_DAY}' AND '${LAST_DAY}'`;

/** What the values of a field must satisfy; null: its type says it all. NaN is above infinity. */
function range(column: string, field: Field): string | null {
  switch (field.type) {
    case 'decimal': {
      const least = field.min === undefined ? `> '-Infinity'` : `>= ${field.min}`;
      const most = field.max === undefined ? `< 'Infinity'` : `<= ${field.max}`;
      return `${column} ${least} AND ${column} ${most}`;
    }
    case 'integer': {
      const least = field.min === undefined ? [] : [`${column} >= ${field.min}`];
      const most = field.max === undefined ? [] : [`${column} <= ${field.max}`];
      return [...least, ...most].join(' AND ') || null;
    }
    case 'text':
      return `char_length(btrim(${column})) BETWEEN 1 AND ${field.maxLength}`;
    case 'choice':
      return `${column} IN ${listed(field.values)}`;
    case 'day':
      return `${column} ${DAYS}`;
    case 'boolean':
      return null;
  }
}

/** PostgreSQL cuts longer ones, and would not know them again. */
const MOST_BYTES = 63;

function nameThatFits(names: readonly string[]): string {
  const name = names.find(({ length }) => length <= MOST_BYTES);
  if (name === undefined)
    throw new Error(`${names.join(' or ')}: a constraint has a name of ${MOST_BYTES} bytes at most`);
  return name;
}

/** Nobody else has the field; those who must have it do. */
export function ownerCheck({ property, column, codes }: PackColumn, packs: readonly CountryPack[]): NamedCheck {
  const isRequired = (code: string): boolean =>
    packs.some(
      (pack) =>
        pack.code === code &&
        Object.entries<Field>(pack.fields).some(([name, field]) => name === property && field.required !== false),
    );
  const required = codes.filter(isRequired);
  const atMost = `country IN ${listed(codes)} OR ${column} IS NULL`;
  const expressions = new Map([
    [codes.length, `(country IN ${listed(codes)}) = (${column} IS NOT NULL)`],
    [0, atMost],
  ]);
  const mixed = `(${atMost}) AND (country NOT IN ${listed(required)} OR ${column} IS NOT NULL)`;
  const names = [`sites_${column}_of_${lower(codes)}_ck`, `sites_${column}_of_${codes.length}_countries_ck`];
  return { name: nameThatFits(names), expression: expressions.get(required.length) ?? mixed };
}

function kept(code: string, guarantee: Guarantee): readonly NamedCheck[] {
  const inCountry = (condition: string): readonly NamedCheck[] => [
    { name: guarantee.constraint, expression: `country <> ${literal(code)} OR ${condition}` },
  ];
  if ('isoWeekdays' in guarantee) {
    return inCountry(`extract(isodow FROM installation_date) IN (${guarantee.isoWeekdays.join(', ')})`);
  }
  return 'sql' in guarantee ? inCountry(`(${guarantee.sql})`) : [];
}

/** Checks that this country alone brings: ranges of its fields, and rules. */
export function countryChecks({ code, fields, rules }: CountryPack): readonly NamedCheck[] {
  const ranges = Object.entries<Field>(fields).flatMap(([property, field]) => {
    const column = snakeCase(property);
    const condition = range(column, field);
    if (condition === null) return [];
    const name = nameThatFits([`sites_${lower([code])}_${column}_ck`]);
    return [{ name, expression: `country <> ${literal(code)} OR (${condition})` }];
  });
  return [...ranges, ...rules.flatMap(({ keptBy }) => kept(code, keptBy))];
}

/** Unique indexes that keep the rules of this country. */
export const countryIndexes = ({ code, rules }: CountryPack): readonly UniqueIndex[] =>
  rules.flatMap(({ keptBy }) =>
    'uniqueBy' in keptBy
      ? [{ name: keptBy.constraint, properties: keptBy.uniqueBy, where: `country = ${literal(code)}` }]
      : [],
  );

/** Every check of the packs, of a field that several share once. */
export const packChecks = (packs: readonly CountryPack[]): readonly NamedCheck[] => [
  ...packColumns(packs).map((column) => ownerCheck(column, packs)),
  ...packs.flatMap(countryChecks),
];
