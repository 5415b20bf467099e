import { mergeInto } from '@hexagone/ingestion';
import { NamedCountriesPart } from './named-countries-part';

const ROW = { numeric_code: '008', alpha2: 'AL', name_en: 'Albania', name_fr: 'Albanie' };

describe('a country by its names', () => {
  const part = new NamedCountriesPart(mergeInto({ table: 'game_country', key: ['numeric_code'], values: [] }));

  it('is taken as it is', () => {
    expect(part.judge({ line: 1, fields: ROW })).toEqual({ take: ROW });
  });

  it.each([
    ['numeric_code', '8', 'code_malformed'],
    ['alpha2', null, 'text_missing'],
    ['name_fr', '', 'text_missing'],
  ])('is refused where %s is %j', (field, value, code) => {
    expect(part.judge({ line: 1, fields: { ...ROW, [field]: value } })).toMatchObject({ reject: [{ field, code }] });
  });
});
