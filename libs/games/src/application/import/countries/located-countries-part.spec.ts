import { mergeInto, type Verdict } from '@hexagone/ingestion';
import type { KnownCountry, LocatedCountryRow } from './country-row';
import { LocatedCountriesPart } from './located-countries-part';

const KNOWN: KnownCountry = (code) =>
  code === '008' ? { numeric_code: code, alpha2: 'AL', name_en: 'Albania', name_fr: 'Albanie' } : null;
const ROW = { alpha2: 'AL', numeric: '8', name_en: 'ALBANIA', name: 'Albanie (l’)', point: '41.1, 20' };

describe('a country with its place', () => {
  const part = new LocatedCountriesPart(mergeInto({ table: 'game_country', key: ['numeric_code'], values: [] }), KNOWN);
  const judged = (changed: Partial<typeof ROW>, line = 2): Verdict<LocatedCountryRow> =>
    part.judge({ line, fields: { ...ROW, ...changed } });
  const taken = { numeric_code: '008', alpha2: 'AL', name_en: 'Albania', name_fr: 'Albanie (l’)' };

  it.each([
    [{}, { latitude: 41.1, longitude: 20 }],
    [{ point: '' }, { latitude: null, longitude: null }],
    [{ point: '-90,-180.0' }, { latitude: -90, longitude: -180 }],
    [{ alpha2: 'yes' }, { alpha2: 'AL' }],
    [
      { numeric: '999', alpha2: 'XX' },
      { numeric_code: '999', alpha2: 'XX', name_en: 'ALBANIA' },
    ],
    [
      { numeric: '999', alpha2: '', name_en: '' },
      { numeric_code: '999', alpha2: null, name_en: null },
    ],
  ])('is taken: %j', (changed, expected) => {
    expect(judged(changed)).toEqual({ take: { ...taken, latitude: 41.1, longitude: 20, ...expected } });
  });

  it.each([
    [{ numeric: 'ABC' }, ['code_malformed']],
    [{ numeric: '1234' }, ['code_malformed']],
    [{ name: '' }, ['name_missing']],
    [{ point: '90.1, 20' }, ['point_malformed']],
    [{ point: '41.1, 181' }, ['point_malformed']],
    [{ point: '41.1 20', name: '' }, ['name_missing', 'point_malformed']],
  ])('is refused: %j', (changed, codes) => {
    const verdict = judged(changed);
    expect('reject' in verdict && verdict.reject.map(({ code }) => code)).toEqual(codes);
  });

  it('is passed over without a code', () => {
    expect(judged({ numeric: '' })).toEqual({ skip: 'no_code' });
  });

  it('is no header unless it is the first line, and nothing of it can be read', () => {
    const header = { numeric: 'ONU CODE', point: 'geo_point_2d' };
    expect(judged(header, 1)).toEqual({ skip: 'header' });
    expect(judged(header, 2)).toHaveProperty('reject');
    expect(judged({}, 1)).toHaveProperty('take');
  });
});
