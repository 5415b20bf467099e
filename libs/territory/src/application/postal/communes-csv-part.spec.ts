import { mergeInto } from '@hexagone/ingestion';
import * as fc from 'fast-check';
import { CommunesCsvDataset } from './communes-csv-dataset';
import { positionIn } from './position-in';
import { POSTAL_STAGE } from './postal-row';

const dataset = new CommunesCsvDataset(mergeInto({ table: 'nowhere', key: ['code'], values: [] }));
const [part] = dataset.parts;
const judge = (fields: Record<string, unknown>): ReturnType<typeof part.judge> => part.judge({ line: 2, fields });

const ROW = {
  code_postal: '1400',
  label: 'L ABERGEMENT CLEMENCIAT',
  nom_commune_complet: "L'Abergement-Clémenciat",
  code_departement: '1',
};

describe('a row of a communes file', () => {
  it('is repaired, and every repair is marked', () => {
    expect(judge({ ...ROW, latitude: '46.1534255214', longitude: '4.92611354223' })).toEqual({
      take: {
        insee: null,
        nom: "L'ABERGEMENT-CLÉMENCIAT",
        in_capitals: false,
        name_key: 'labergementclemenciat',
        postal_code: '01400',
        label: 'L ABERGEMENT CLEMENCIAT',
        label_key: 'labergementclemenciat',
        locality: null,
        lat: 46.1534255214,
        lon: 4.92611354223,
        source_departement: '01',
        searched_departement: '01',
        named_arrondissement: null,
        foreign_row: false,
        postal_code_repaired: true,
        departement_repaired: true,
        departement_recomputed: false,
      },
    });
  });

  it.each([
    ['98', '98735', '987', true],
    ['97', '97133', '977', true],
    ['', '98810', '988', true],
    ['99', '20090', '2A', true],
    ['2a', '20090', '2A', false],
    [undefined, '20600', '2B', false],
  ])(
    'of département %p and postal code %s is looked for in %s',
    (code_departement, code_postal, searched, recomputed) => {
      expect(judge({ ...ROW, code_departement, code_postal })).toMatchObject({
        take: { searched_departement: searched, departement_recomputed: recomputed },
      });
    },
  );

  it.each([
    [{ nom_commune_complet: '', nom_commune: 'Nom', nom_commune_postal: 'POSTAL' }, 'NOM'],
    [{ nom_commune_complet: ' ', nom_de_la_commune: 'De la', nom_commune_postal: 'POSTAL' }, 'DE LA'],
    [{ nom_commune_complet: undefined, nom_commune_postal: 'POSTAL' }, 'POSTAL'],
  ])('is named by the best of its columns: %p', (names, nom) => {
    expect(judge({ ...ROW, ...names })).toMatchObject({ take: { nom } });
  });

  it('may name an arrondissement, or a place abroad', () => {
    expect(judge({ ...ROW, nom_commune_complet: 'Paris 01', code_postal: '75001' })).toMatchObject({
      take: { named_arrondissement: '75101' },
    });
    expect(judge({ ...ROW, nom_commune_complet: 'Monaco', code_postal: '98000' })).toMatchObject({
      take: { foreign_row: true, departement_recomputed: false },
    });
  });

  it('is refused with every fault at once', () => {
    expect(judge({ insee: 'xyz', code_postal: '', nom_commune: '---' })).toEqual({
      reject: [
        { field: 'nom_commune', code: 'name_missing' },
        { field: 'code_commune_INSEE', code: 'insee_code_malformed', value: 'xyz' },
        { field: 'code_postal', code: 'postal_code_malformed', value: '' },
      ],
    });
  });

  it('is judged whatever it holds, in one shape, with messages for every fault', () => {
    const columns = part.contract.columns.map(({ name }) => name);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...columns), fc.string()), (fields) => {
        const verdict = judge(fields);
        if ('take' in verdict) expect(Object.keys(verdict.take)).toEqual(Object.keys(POSTAL_STAGE));
        if ('reject' in verdict)
          for (const { code } of verdict.reject) expect(Object.keys(dataset.messages)).toContain(code);
      }),
    );
  });

  it.each([
    ['46.1', '4.9', '', { lat: 46.1, lon: 4.9 }],
    ['', '', '46.1, 4.9', { lat: 46.1, lon: 4.9 }],
    ['46,1', '-4,9', '', { lat: 46.1, lon: -4.9 }],
    ['46.1', '', '', { lat: null, lon: null }],
    ['91', '4', '', { lat: null, lon: null }],
    ['46', '181', '', { lat: null, lon: null }],
    ['1e1', '4', '', { lat: null, lon: null }],
  ])('has the position of %p, %p or %p', (latitude, longitude, pair, position) => {
    expect(positionIn(latitude, longitude, pair)).toEqual(position);
  });

  it('comes from the address that data.gouv.fr gives, never by itself from a package', () => {
    expect(dataset.embedded).toEqual([]);
    expect(dataset.channels.flatMap((channel) => channel.locations(new Date()))).toEqual([
      expect.objectContaining({ url: 'https://www.data.gouv.fr/fr/datasets/r/dbe8a621-a9c4-4bc3-9cae-be1699c5ff25' }),
    ]);
  });
});
