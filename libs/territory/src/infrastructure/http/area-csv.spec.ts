import type { AreaListing } from '../../application/area-reads';
import { csvColumns, csvRecords } from './area-csv';

const listing = (but: Partial<AreaListing>): AreaListing => ({
  kind: 'commune',
  criteria: {},
  shape: { fields: ['nom', 'codesPostaux', 'centre', 'epci', 'deleguees'] },
  sort: [],
  offset: 0,
  counted: true,
  ...but,
});

const records = async (asked: AreaListing, ...items: object[]): Promise<object[]> => {
  const read = [];
  const batch = items.map((item) => JSON.stringify(item)).join('\n');
  for await (const record of csvRecords([batch], csvColumns(asked))) read.push(record);
  return read;
};

describe('areas as records of CSV', () => {
  it('open objects in columns and join lists', async () => {
    const commune = {
      nom: 'Saint-Denis',
      codesPostaux: ['93200', '93210'],
      centre: { type: 'Point', coordinates: [2.35, 48.93] },
      epci: { code: '200054781', nom: 'Métropole du Grand Paris' },
      deleguees: [{ code: '93059', nom: 'Pierrefitte-sur-Seine' }],
    };
    expect(await records(listing({}), commune, { nom: 'Clipperton' })).toEqual([
      {
        nom: 'Saint-Denis',
        codesPostaux: '93200|93210',
        'centre.lat': 48.93,
        'centre.lon': 2.35,
        'epci.code': '200054781',
        'epci.nom': 'Métropole du Grand Paris',
        deleguees: '93059',
      },
      {
        nom: 'Clipperton',
        codesPostaux: null,
        'centre.lat': null,
        'centre.lon': null,
        'epci.code': null,
        'epci.nom': null,
        deleguees: null,
      },
    ]);
  });

  it('say how each was found, where it is said', () => {
    const fields = ['code'];
    expect(csvColumns(listing({ shape: { fields } }))).toEqual(['code']);
    expect(csvColumns(listing({ shape: { fields }, ranked: [] }))).toEqual([
      ...['code', '_score', '_match.how', '_match.kind', '_match.name', '_match.homonyms'],
    ]);
    expect(csvColumns(listing({ shape: { fields, note: 'postal-code', scored: true } }))).toEqual([
      ...['code', '_score', '_match.how', '_match.codePostal'],
    ]);
    expect(csvColumns(listing({ shape: { fields, note: 'former-code' } }))).toEqual([
      'code',
      '_match.how',
      '_match.code',
    ]);
  });

  it('are none where nothing was found', async () => {
    expect(await records(listing({}))).toEqual([]);
  });
});
