import type { CountryPack, Field } from '../../domain/country-pack';
import { PACKS } from '../../domain/countries/index';
import { countryMigration, countryStatements } from './country-migration';
import { countryChecks, countryIndexes, ownerCheck, packChecks } from './derived-sql';
import { packColumns } from './pack-columns';

const label = { en: 'l', fr: 'l' };
const decimal: Field = { type: 'decimal', example: 1, label };
const [first] = PACKS as readonly [CountryPack];

const pack = (
  code: string,
  fields: Readonly<Record<string, Field>>,
  rules: CountryPack['rules'] = [],
): CountryPack => ({
  ...first,
  code,
  slug: `the-${code.toLowerCase()}`,
  fields,
  rules,
});

const guarded = (keptBy: CountryPack['rules'][number]['keptBy']): CountryPack['rules'] => [
  { ...first.rules[0]!, keptBy },
];

describe('the checks of a field', () => {
  it.each<[string, Field, string | undefined]>([
    ['a decimal is finite', decimal, `f > '-Infinity' AND f < 'Infinity'`],
    ['a decimal has bounds', { ...decimal, type: 'decimal', min: 0, max: 5, example: 1 }, 'f >= 0 AND f <= 5'],
    ['an integer has bounds', { type: 'integer', min: 1, max: 9, example: 1, label }, 'f >= 1 AND f <= 9'],
    ['an integer has one bound', { type: 'integer', max: 9, example: 1, label }, 'f <= 9'],
    ['an integer has none', { type: 'integer', example: 1, label }, undefined],
    [
      'a text is not blank',
      { type: 'text', maxLength: 9, example: 'a', label },
      'char_length(btrim(f)) BETWEEN 1 AND 9',
    ],
    ['a choice is one of', { type: 'choice', values: ['a', `b'c`], example: 'a', label }, `f IN ('a', 'b''c')`],
    ['a day has bounds', { type: 'day', example: '2026-01-01', label }, `f BETWEEN '1800-01-01' AND '2199-12-31'`],
    ['a flag is a flag', { type: 'boolean', example: true, label }, undefined],
  ])('%s', (_, field, condition) => {
    const expected =
      condition === undefined ? [] : [{ name: 'sites_xx_f_ck', expression: `country <> 'XX' OR (${condition})` }];
    expect(countryChecks(pack('XX', { f: field }))).toEqual(expected);
  });

  const required = pack('AA', { f: decimal });
  const optional = pack('BB', { f: { ...decimal, required: false } });
  const owner = (...packs: readonly CountryPack[]): unknown =>
    packColumns(packs).map((column) => ownerCheck(column, packs));

  it('say whose it is', () => {
    expect(owner(required)).toEqual([
      { name: 'sites_f_of_aa_ck', expression: `(country IN ('AA')) = (f IS NOT NULL)` },
    ]);
    expect(owner(optional)).toEqual([{ name: 'sites_f_of_bb_ck', expression: `country IN ('BB') OR f IS NULL` }]);
    expect(owner(optional, required)).toEqual([
      {
        name: 'sites_f_of_aa_bb_ck',
        expression: `(country IN ('AA', 'BB') OR f IS NULL) AND (country NOT IN ('AA') OR f IS NOT NULL)`,
      },
    ]);
  });

  it('keep names that PostgreSQL would not cut', () => {
    const field = `f${'x'.repeat(37)}`;
    const many = ['XA', 'XB', 'XC', 'XD', 'XE', 'XF', 'XG', 'XH'].map((code) => pack(code, { [field]: decimal }));
    expect(owner(...many)).toMatchObject([{ name: `sites_${field}_of_8_countries_ck` }]);
    const tooLong = pack('XX', { [`f${'x'.repeat(59)}`]: decimal });
    expect(() => packChecks([tooLong])).toThrow(/63 bytes/);
    expect(() => countryChecks(tooLong)).toThrow(/63 bytes/);
  });
});

describe('the guarantee of a rule', () => {
  it('is a check on the weekday, a check or a unique index', () => {
    const by = (keptBy: CountryPack['rules'][number]['keptBy']): CountryPack => pack('XX', {}, guarded(keptBy));
    expect(countryChecks(by({ constraint: 'c', isoWeekdays: [1, 5] }))).toEqual([
      { name: 'c', expression: `country <> 'XX' OR extract(isodow FROM installation_date) IN (1, 5)` },
    ]);
    expect(countryChecks(by({ constraint: 'c', sql: 'a OR b' }))).toEqual([
      { name: 'c', expression: `country <> 'XX' OR (a OR b)` },
    ]);
    const unique = by({ constraint: 'c', uniqueBy: ['installationDate', 'maxPowerMegawatt'] });
    expect(countryChecks(unique)).toEqual([]);
    expect(countryIndexes(unique)).toEqual([
      { name: 'c', properties: ['installationDate', 'maxPowerMegawatt'], where: `country = 'XX'` },
    ]);
    expect(countryStatements(unique, []).up).toContain(
      `CREATE UNIQUE INDEX c ON sites (installation_date, max_power_megawatt) WHERE country = 'XX'`,
    );
  });
});

describe('the migration of a country', () => {
  it('takes over the columns of the countries before it', () => {
    const before = [pack('BB', { shared: decimal, other: decimal })];
    const { up, down } = countryStatements(pack('AA', { shared: decimal, own: decimal }), before);
    expect(up.filter((sql) => /COLUMN|DROP/.test(sql))).toEqual([
      'ALTER TABLE sites ADD COLUMN own double precision',
      'ALTER TABLE sites DROP CONSTRAINT sites_shared_of_bb_ck',
    ]);
    expect(down.at(-2)).toBe(
      `ALTER TABLE sites ADD CONSTRAINT sites_shared_of_bb_ck CHECK ((country IN ('BB')) = (shared IS NOT NULL)) NOT VALID`,
    );
    expect(down).not.toContain('ALTER TABLE sites DROP COLUMN shared');
  });

  it('is TypeScript, whatever a pack says in SQL', () => {
    const strange = pack('XX', {}, guarded({ constraint: 'c', sql: "name !~ '\\d`${x}'" }));
    const text = countryMigration(strange, [], 17);
    expect(text).toContain('export class SitesTheXx17 implements');
    expect(text).toContain("(name !~ '\\\\d\\`\\${x}')) NOT VALID");
  });
});
