import { type DatasetPart, mergeInto } from '@hexagone/ingestion';
import * as fc from 'fast-check';
import { TerritoryDataset } from '../territory-dataset';

const nowhere = mergeInto({ table: 'nowhere', key: ['code'], values: [] });
const dataset = new TerritoryDataset({
  regions: nowhere,
  departements: nowhere,
  arrondissements: nowhere,
  epci: nowhere,
  ept: nowhere,
  communes: nowhere,
  history: nowhere,
  geonames: nowhere,
});

function part(name: string): DatasetPart {
  const found = dataset.parts.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}

const judge = (name: string, fields: Record<string, unknown>): ReturnType<DatasetPart['judge']> =>
  part(name).judge({ line: 1, fields }, undefined, {});

const ABERGEMENT = {
  code: '01001',
  nom: "L'Abergement-Clémenciat",
  type: 'commune-actuelle',
  zone: 'metro',
  departement: '01',
  region: '84',
  codesPostaux: ['01400'],
  population: 860,
};

describe('the records of the reference', () => {
  it('are taken with search key and capitals; what is absent stays absent', () => {
    expect(judge('communes', ABERGEMENT)).toMatchObject({
      take: {
        ...{ code: '01001', nom_majuscule: "L'ABERGEMENT-CLÉMENCIAT", search_key: 'labergementclemenciat' },
        ...{ codes_postaux: '{01400}', anciens_codes: '{}', population: 860, siren: null, parent_code: null },
      },
    });
    expect(judge('communes', { ...ABERGEMENT, population: undefined })).toMatchObject({ take: { population: null } });
    expect(judge('communes', { ...ABERGEMENT, population: 0 })).toMatchObject({ take: { population: 0 } });
  });

  it('name the commune that a part belongs to, whatever the source calls it', () => {
    const delegated = { ...ABERGEMENT, type: 'commune-deleguee', chefLieu: '01015' };
    const arrondissement = { ...ABERGEMENT, type: 'arrondissement-municipal', commune: '75056' };
    expect(judge('communes', delegated)).toMatchObject({ take: { parent_code: '01015' } });
    expect(judge('communes', arrondissement)).toMatchObject({ take: { parent_code: '75056' } });
    for (const chefLieu of [undefined, null, '', ' '])
      expect(judge('communes', { ...delegated, chefLieu })).toEqual({
        reject: [{ field: 'chefLieu', code: 'missing_value' }],
      });
  });

  it('are refused with every fault at once', () => {
    expect(
      judge('communes', { ...ABERGEMENT, code: 1001, zone: 'mars', population: '860', codesPostaux: ['1400'] }),
    ).toEqual({
      reject: [
        { field: 'code', code: 'not_a_text', value: '1001' },
        { field: 'zone', code: 'malformed_code', value: 'mars' },
        { field: 'population', code: 'not_a_count', value: '"860"' },
        { field: 'codesPostaux', code: 'malformed_code', value: '"1400"' },
      ],
    });
  });

  it('keep the members of an EPCI as codes', () => {
    const epci = { code: '200000172', nom: 'CC Faucigny - Glières', type: 'CC', membres: [{ code: '74042' }] };
    expect(judge('epci', epci)).toMatchObject({ take: { members: '{74042}', population: null } });
    expect(judge('epci', { ...epci, membres: [null] })).toMatchObject({ reject: [{ field: 'membres' }] });
  });

  it('bear the days of a period, open on either side', () => {
    const drain = { id: 'COM-49126@1943-01-01', type: 'COM', code: '49126', nom: 'Drain', dateFin: '2015-12-15' };
    expect(judge('history', drain)).toMatchObject({ take: { starts_on: null, ends_on: '2015-12-15', members: '{}' } });
    for (const dateFin of ['15/12/2015', '2015-02-30', '2015-13-01'])
      expect(judge('history', { ...drain, dateFin })).toMatchObject({ reject: [{ code: 'malformed_day' }] });
  });

  it('of other countries are skipped; overseas a place has its département from its country', () => {
    const place = {
      geonameid: '1',
      name: 'Saint-Pierre',
      alternatenames: 'St Pierre,',
      latitude: '46.8',
      longitude: '-56.2',
    };
    expect(judge('geonames', { ...place, country_code: 'AD' })).toEqual({ skip: 'other_country' });
    expect(judge('geonames', { ...place, country_code: 'PM' })).toMatchObject({
      take: { departement: '975', key: 'saintpierre', other_keys: '{saintpierre}', population: 0 },
    });
    expect(judge('geonames', { ...place, country_code: 'FR', latitude: '' })).toMatchObject({
      reject: [{ field: 'latitude' }],
    });
  });

  it.each(dataset.parts.map(({ name }) => name))('of %s are judged whatever they hold', (name) => {
    const names = part(name).contract.columns.map((column) => column.name);
    const json = fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { maxKeys: names.length });
    const text = fc.dictionary(fc.constantFrom(...names), fc.string(), { maxKeys: names.length });
    fc.assert(
      fc.property(name === 'geonames' ? text : json, (fields) => {
        const verdict = part(name).judge({ line: 1, fields }, undefined, {});
        expect(Object.keys(verdict)).toHaveLength(1);
        if ('reject' in verdict)
          for (const { code } of verdict.reject) expect(Object.keys(dataset.messages)).toContain(code);
        if ('take' in verdict) expect(Object.keys(verdict.take)).toEqual(Object.keys(part(name).stage));
      }),
    );
  });
});
