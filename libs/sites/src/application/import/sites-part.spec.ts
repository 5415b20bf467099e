import type { Publication, RawRecord } from '@hexagone/ingestion';
import fc from 'fast-check';
import { Countries } from '../../domain/countries';
import { PACKS } from '../../domain/countries/index';
import { countryPack } from '../../domain/country-pack';
import { Site, type SiteDetails } from '../../domain/site';
import { SitesDataset } from './sites-dataset';
import type { SitesPart } from './sites-part';

interface LandSiteDetails extends SiteDetails {
  readonly floors: number;
  readonly open: boolean;
  readonly kind: string;
  readonly since?: string;
}

class LandSite extends Site {
  readonly country = 'XL';
  constructor(details: LandSiteDetails) {
    super(details);
    Object.assign(this, details);
  }
}

const label = { en: 'x', fr: 'x' };
const land = countryPack({
  code: 'XL',
  slug: 'land',
  aliases: [],
  name: label,
  timeZone: 'UTC',
  site: LandSite,
  fields: {
    floors: { type: 'integer', example: 2, label },
    open: { type: 'boolean', example: true, label },
    kind: { type: 'choice', values: ['dam', 'mill'], example: 'dam', label },
    since: { type: 'day', example: '2020-01-01', required: false, label },
  },
  rules: [],
});

const countries = new Countries([...PACKS, land]);
const columns = ['country', 'name', 'installation_date', 'max_power_megawatt', 'min_power_megawatt', 'efficiency'];
const stage = Object.fromEntries([...columns, 'group_ids'].map((name) => [name, 'text']));
const dataset = new SitesDataset(countries, { stage, publication: {} as Publication });
const [commas, semicolons] = dataset.parts as readonly [SitesPart, SitesPart];

const record = (cells: Readonly<Record<string, string>>): RawRecord => ({
  line: 2,
  fields: Object.assign(Object.create(null) as Record<string, string>, cells),
});
const LAGO = {
  country: 'italia',
  name: 'Lago',
  installation_date: ' 2026-11-21 ',
  max_power_megawatt: '2e1',
  min_power_megawatt: '+1.50',
  efficiency: '0.9',
};
const MILL = { ...LAGO, country: 'XL', efficiency: '', floors: '3', open: 'false', kind: 'mill' };
const codes = (part: SitesPart, cells: Readonly<Record<string, string>>): unknown => {
  const verdict = part.judge(record(cells));
  return 'reject' in verdict ? verdict.reject.map(({ field, code, value }) => [field, code, value]) : verdict;
};

describe('a row of a file of sites', () => {
  it('is a site as its document would be', () => {
    expect(commas.judge(record({ ...LAGO, id: '7', created_at: 'x', group_ids: '4 1' }))).toEqual({
      take: {
        country: 'IT',
        name: 'Lago',
        installation_date: '2026-11-21',
        max_power_megawatt: 20,
        min_power_megawatt: 1.5,
        efficiency: 0.9,
        group_ids: [1, 4],
      },
    });
  });

  it('has values of every type', () => {
    expect(codes(commas, { ...MILL, since: '2020-02-29' })).toMatchObject({
      take: { floors: 3, open: false, kind: 'mill', since: '2020-02-29' },
    });
    expect(codes(commas, { ...MILL, open: 'true' })).toMatchObject({ take: { open: true } });
    expect(codes(commas, { ...MILL, floors: '3.5', open: 'oui', kind: 'lake', since: '2020' })).toEqual([
      ['floors', 'not-a-whole-number', '3.5'],
      ['open', 'not-a-flag', 'oui'],
      ['kind', 'not-a-choice', 'lake'],
      ['since', 'not-a-day', '2020'],
    ]);
  });

  it('says nothing of groups without the column, and none with an empty cell', () => {
    expect(commas.judge(record(LAGO))).toMatchObject({ take: expect.not.objectContaining({ group_ids: [] }) });
    expect(commas.judge(record({ ...LAGO, group_ids: ' ' }))).toMatchObject({ take: { group_ids: [] } });
  });

  it('keeps every blank of a name, and takes off the apostrophe of a neutralised one', () => {
    expect(codes(commas, { ...LAGO, name: ' a ' })).toMatchObject({ take: { name: ' a ' } });
    expect(codes(commas, { ...LAGO, name: `'=1+1` })).toMatchObject({ take: { name: '=1+1' } });
    expect(codes(commas, { ...LAGO, name: `''=1+1` })).toMatchObject({ take: { name: `'=1+1` } });
  });

  it.each(['1 000', '1.000,5', '0x10', 'NaN', 'Infinity', '1e999', ',5', '5,', '١'])(
    'has no number in %j, however it is written',
    (cell) => {
      for (const part of dataset.parts)
        expect(codes(part, { ...LAGO, max_power_megawatt: cell })).toEqual([
          ['max_power_megawatt', 'not-a-number', cell],
        ]);
    },
  );

  it('may have a decimal comma between semicolons alone', () => {
    const cells = { ...LAGO, max_power_megawatt: '-1,5', efficiency: '0,75', min_power_megawatt: '0' };
    expect(codes(semicolons, { ...cells, max_power_megawatt: '1,5' })).toMatchObject({
      take: { max_power_megawatt: 1.5, efficiency: 0.75 },
    });
    expect(codes(semicolons, cells)).toEqual([['max_power_megawatt', 'not-a-number', '-1,5']]);
    expect(codes(commas, cells)).toEqual([
      ['max_power_megawatt', 'not-a-number', '-1,5'],
      ['efficiency', 'not-a-number', '0,75'],
    ]);
  });

  it('is told all its faults, in both languages, with what stands in the cell', () => {
    const verdict = commas.judge(record({ ...LAGO, name: '', efficiency: 'x', group_ids: '1 a 1' }));
    expect('reject' in verdict && verdict.reject).toEqual([
      { field: 'name', code: 'missing', message: { en: 'name is required', fr: 'name est requis' } },
      expect.objectContaining({ field: 'efficiency', value: 'x' }),
      expect.objectContaining({ field: 'group_ids', code: 'not-an-id', value: '1 a 1' }),
      expect.objectContaining({ field: 'group_ids', code: 'repeated' }),
    ]);
  });

  it('is judged whatever it holds', () => {
    const names = [...commas.contract.columns.map(({ name }) => name)];
    const cell = fc.oneof(fc.string(), fc.constantFrom(...Object.values(LAGO), ...Object.values(MILL)));
    const row = fc.dictionary(fc.constantFrom(...names), cell);
    fc.assert(
      fc.property(row, fc.constantFrom(...dataset.parts), (cells, part) => {
        const verdict = part.judge(record(cells));
        return 'take' in verdict || ('reject' in verdict && verdict.reject.length > 0);
      }),
    );
  });
});

describe('the columns of a file of sites', () => {
  const rows = async function* (...all: RawRecord[]): AsyncGenerator<RawRecord> {
    for (const one of all) yield await Promise.resolve(one);
  };

  it('are those of its first row', async () => {
    const narrow = Object.fromEntries(Object.entries(LAGO).filter(([name]) => name !== 'efficiency'));
    expect(await commas.survey(rows(record(narrow), record(LAGO)))).toEqual({ given: Object.keys(narrow) });
    expect(await commas.survey(rows())).toEqual({ given: [] });
  });

  it('are those of the export, and what every site has is required', () => {
    expect(commas.contract.columns.filter(({ required }) => required).map(({ name }) => name)).toEqual(
      columns.slice(0, 5),
    );
    expect(commas.contract.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['useful_energy_at_1_megawatt', 'efficiency', 'group_ids', 'id', 'created_at']),
    );
  });
});
