import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { CommunesCsvDataset } from '../../libs/territory/src/application/postal/communes-csv-dataset';
import { searchKey } from '../../libs/territory/src/domain/search-key';
import { upperCaseName } from '../../libs/territory/src/domain/upper-case-name';
import { PostalPublication } from '../../libs/territory/src/infrastructure/laposte/postal-publication';
import { territoryDataset } from '../../libs/territory/src/infrastructure/territory-loads';
import * as generated from '../support/communes-csv-file';
import { openSpine, type Spine } from '../support/spine';

const lines = generated.communeLines();
const french = lines.filter(({ commune }) => commune !== '');
const entryKey = ({ trueDepartement, postalCode, nom }: generated.CommuneLine): string =>
  [trueDepartement, postalCode, searchKey(nom)].join(' ');
const entries = new Map(french.map((line) => [entryKey(line), line]));
const NINE = generated.nineColumns(lines);

describe('a communes file', () => {
  let spine: Spine;
  let first: RunRow;
  const load = async (content: string | Buffer, more: Partial<ImportRequest> = {}): Promise<RunRow> => {
    const path = spine.file(content);
    const request = { dataset: 'communes-csv', from: { kind: 'path', path }, trigger: 'cli', actor: 'test' } as const;
    const run = (await spine.run({ ...request, ...more })).at(-1);
    if (!run) throw new Error('no run');
    return run;
  };
  const truth = async (): Promise<Record<string, string>> => {
    const rows = await spine.rows<{ key: string; code: string }>(
      `SELECT concat_ws(' ', departement_code, postal_code, name_key) AS key, commune_code AS code FROM territory.postal_entry`,
    );
    return Object.fromEntries(rows.map(({ key, code }) => [key, code]));
  };
  const expectedTruth = Object.fromEntries([...entries].map(([key, { commune }]) => [key, commune]));

  beforeAll(async () => {
    spine = await openSpine([territoryDataset(), new CommunesCsvDataset(new PostalPublication())]);
    first = await load(NINE);
  });
  afterAll(() => spine.close());

  describe('without INSEE codes, as a spreadsheet left it', () => {
    it('needs the reference, and loads it first by itself', async () => {
      expect(await spine.rows(`SELECT generation > 0 AS loaded FROM dataset WHERE name = 'territory'`)).toEqual([
        { loaded: true },
      ]);
    });

    it('accounts for every line: entries, repetitions, Monaco', async () => {
      expect(first).toMatchObject({
        state: 'published',
        balance: {
          read: lines.length,
          inserted: entries.size,
          duplicates: french.length - entries.size,
          rejected: 1,
          updated: 0,
          skipped: 0,
        },
        rejected_by_code: { not_in_france: 1 },
      });
      expect(await spine.rows('SELECT line::int, code, message_en AS said FROM import_reject')).toEqual([
        { line: lines.length + 1, code: 'not_in_france', said: 'MONACO is not in France.' },
      ]);
    });

    it('finds the commune of every line, and its département', async () => {
      expect(await truth()).toEqual(expectedTruth);
    });

    it('counts what it repaired', () => {
      const robbed = french.filter(({ postalCode }) => postalCode.startsWith('0'));
      const recomputed = french.filter(({ departement }) => ['', '97', '98'].includes(departement));
      expect(recomputed.length).toBeGreaterThan(100);
      expect(first.details['repairs']).toMatchObject({
        postal_code: robbed.length,
        departement: french.filter(({ departement }) => departement.startsWith('0')).length,
        departement_recomputed: recomputed.length,
      });
    });

    it('tells what is not as the reference has it', () => {
      expect(first.details['findings']).toMatchObject({
        changed_departement: {
          count: 2,
          examples: [
            { nom: 'PONT-FARCY', source_departement: '14', departement: '50' },
            { nom: 'GERNICOURT', source_departement: '02', departement: '51' },
          ],
        },
        postal_code_not_in_reference: {
          count: 3,
          examples: [
            { commune_code: '50592', postal_code: '14380' },
            { commune_code: '51171', postal_code: '02160' },
            { commune_code: '80756', postal_code: '62760' },
          ],
        },
        implausible_coordinates: { count: 0 },
        without_coordinates: lines.filter(({ lat }) => lat === '').length,
        spreadsheet_boolean: lines.filter(({ nom }) => nom === 'FAUX').length,
        repeated_rows: lines.length - new Set(NINE.split('\n').slice(1, -1)).size,
      });
    });

    it('explains where its lines went, in both languages', () => {
      const distinct = (of: (line: generated.CommuneLine) => string, among = lines): number =>
        new Set(among.map(of)).size;
      const name = ({ nom }: generated.CommuneLine): string => upperCaseName(nom);
      expect(first.details['distinct']).toMatchObject({
        data_rows: lines.length,
        name: distinct(name),
        postal_codes: distinct(({ postalCode }) => postalCode),
        postal_code_name: distinct((line) => `${line.postalCode} ${name(line)}`),
        departement_postal_code_name: entries.size + 1,
        communes: distinct(({ commune }) => commune, french),
      });
      const { en, fr } = first.details['explanation'] as { en: string; fr: string };
      for (const text of [en, fr])
        for (const figure of [lines.length, entries.size + 1, french.length - entries.size])
          expect(text).toContain(String(figure));
    });

    it('writes nothing the second time, read again or not', async () => {
      const written = `SELECT max(xmin::text::bigint) AS x FROM (SELECT xmin FROM territory.postal_entry UNION ALL
        SELECT xmin FROM territory.commune_position UNION ALL SELECT xmin FROM territory.commune_name UNION ALL
        SELECT xmin FROM territory.commune_postal_code) r`;
      const before = await spine.rows(written);
      const balance = { inserted: 0, updated: 0, unchanged: entries.size };
      expect(await load(NINE)).toMatchObject({ state: 'unchanged', same_as_run: first.id, balance });
      expect(await load(NINE, { force: true })).toMatchObject({ state: 'unchanged', same_as_run: null, balance });
      expect(await spine.rows(written)).toEqual(before);
    });
  });

  describe('gives communes', () => {
    const position = (code: string): Promise<object[]> =>
      spine.rows(
        `SELECT source, derived, lat, lon FROM territory.commune_position WHERE commune_code = $1 AND published`,
        [code],
      );

    it('the position of their own row, to the last digit', async () => {
      const own = lines.find(({ insee }) => insee === '01001');
      expect(await position('01001')).toEqual([
        { source: 'communes-csv', derived: false, lat: Number(own?.lat), lon: Number(own?.lon) },
      ]);
    });

    it('the mean of their rows where none is their own: Paris', async () => {
      const rows = lines.filter(({ commune }) => commune === '75056');
      const mean = (of: (line: generated.CommuneLine) => string): number =>
        rows.reduce((sum, line) => sum + Number(of(line)), 0) / rows.length;
      const [paris] = (await position('75056')) as { source: string; derived: boolean; lat: number; lon: number }[];
      expect(paris).toMatchObject({ source: 'communes-csv', derived: true });
      expect(paris?.lat).toBeCloseTo(
        mean(({ lat }) => lat),
        5,
      );
      expect(paris?.lon).toBeCloseTo(
        mean(({ lon }) => lon),
        5,
      );
    });

    it('nothing where the file says nothing, and never a worse position than they had', async () => {
      expect(await position('98735')).not.toMatchObject([{ source: 'communes-csv' }]);
      expect(
        await spine.rows(`SELECT commune_code FROM territory.commune_position p WHERE published AND EXISTS (
          SELECT FROM territory.commune_position b WHERE b.commune_code = p.commune_code AND b.rank < p.rank)`),
      ).toEqual([]);
      expect(await spine.rows(`SELECT count(*)::int AS n FROM territory.commune_position WHERE published`)).toEqual([
        { n: 34_963 },
      ]);
    });

    it('postal codes that the reference does not have', async () => {
      expect(
        await spine.rows(
          `SELECT commune_code AS c FROM territory.commune_postal_code WHERE source = 'communes-csv' AND postal_code = '62760'`,
        ),
      ).toEqual([{ c: '80756' }]);
      expect(
        await spine.rows(`SELECT '62760' = ANY (codes_postaux) AS listed FROM territory.commune WHERE code = '80756'`),
      ).toEqual([{ listed: false }]);
    });
  });

  it.each([
    ['fifteen columns', (): string => generated.fifteenColumns(lines)],
    ['fifteen columns with codes as decimals', (): string => generated.fifteenColumns(lines, '.0')],
    ['La Poste of 2020', (): string => generated.laPoste2020(lines)],
    ['La Poste of today, in windows-1252', (): Buffer => generated.laPosteNow(lines)],
  ])('of %s means the same communes', async (_, content) => {
    const run = await load(content());
    expect(run.problem).toBeNull();
    const { read, inserted, updated, unchanged, duplicates, rejected } = run.balance;
    expect({ read, duplicates, rejected, entries: inserted + updated + unchanged }).toEqual({
      ...{ read: lines.length, duplicates: french.length - entries.size, rejected: 1, entries: entries.size },
    });
    expect(await truth()).toEqual(expectedTruth);
  });

  it('names localities, by which their commune is found', async () => {
    await load(generated.fifteenColumns(lines));
    const [local] = french.filter(({ locality }) => locality !== '' && searchKey(locality).length > 12);
    const rows = await spine.rows<{ kind: string }>(
      'SELECT kind FROM territory.commune_name WHERE commune_code = $1 AND key = $2',
      [local?.commune, searchKey(local?.locality ?? '')],
    );
    expect(rows).toHaveLength(1);
    expect(
      await spine.rows(`SELECT count(*) > 100 AS many FROM territory.postal_entry WHERE localities <> '{}'`),
    ).toEqual([{ many: true }]);
  });

  describe('that lost something', () => {
    const without = (departements: readonly string[]): string =>
      generated.nineColumns(lines.filter(({ trueDepartement }) => !departements.includes(trueDepartement)));

    it('is refused when too much is gone, by both guards, and what is served stays', async () => {
      const before = await truth();
      const run = await load(without(['01', '14', '62', '80']));
      expect(run).toMatchObject({ state: 'rejected', problem: { outcome: 'guard' } });
      expect(run.guards.filter(({ fires }) => fires).map(({ name }) => name)).toEqual(['row-collapse', 'mass-delete']);
      expect(await truth()).toEqual(before);
    });

    it('is the new truth when little is gone: entries, positions and pairs go with it', async () => {
      const gone = [...entries.values()].filter(({ trueDepartement }) => trueDepartement === '2A').length;
      expect(await load(without(['2A']))).toMatchObject({ state: 'published', removed: gone });
      expect(
        await spine.rows(`SELECT DISTINCT p.source = 'communes-csv' AS csv FROM territory.commune_position p
          JOIN territory.commune c ON c.code = p.commune_code WHERE p.published AND c.departement_code = '2A'`),
      ).toEqual([{ csv: false }]);
    });
  });

  it('keeps aside what it cannot attach, one by one, with the communes that come near', async () => {
    const header = NINE.slice(0, NINE.indexOf('\n') + 1);
    const odd = [
      '1400;X;;;;Nulle-Part;1;;', // a postal code of several communes, a name of none
      '1400;X;;;;Abergement Clemencia;1;;', // one letter short: found
      '14000;X;;;;Nulle-Part;14;;', // the postal code of one commune: found
      '99999;X;;;;Nulle-Part;1;;',
      'abc;X;;;;Caen;14;;',
      '14000;X;;;;;14;;',
    ];
    const body = NINE.slice(header.length);
    const run = await load(header + body + odd.join('\n') + '\n');
    expect(run.rejected_by_code).toEqual({
      ...{ unresolved_commune: 2, postal_code_malformed: 1, name_missing: 1, not_in_france: 1 },
    });
    const [reject] = await spine.rows<{ hint: string }>(
      `SELECT hint FROM import_reject WHERE run_id = $1 AND code = 'unresolved_commune' ORDER BY line`,
      [run.id],
    );
    expect(reject?.hint.split(', ')).toHaveLength(5);
    expect(reject?.hint).toMatch(/^01\d{3} Sul/); // of the 01400, Sulignat is nearest
    expect(
      await spine.rows(
        `SELECT commune_code AS c, step FROM territory.postal_entry WHERE name_key IN ('abergementclemencia', 'nullepart') ORDER BY 1`,
      ),
    ).toEqual([
      { c: '01001', step: 6 },
      { c: '14118', step: 7 },
    ]);
  });

  it('does not move a commune across France', async () => {
    const moved = lines.map((line) => (line.insee === '01004' ? { ...line, lat: '48.85', lon: '-4.4' } : line));
    const run = await load(generated.nineColumns(moved));
    expect(run.details['findings']).toMatchObject({
      implausible_coordinates: { count: 1, examples: [{ nom: 'AMBÉRIEU-EN-BUGEY' }] },
    });
    expect(
      await spine.rows(`SELECT source FROM territory.commune_position WHERE commune_code = '01004' AND published`),
    ).toEqual([{ source: 'geonames' }]);
  });

  it('without its columns is no communes file; without rows it is refused', async () => {
    const before = await truth();
    const renamed = await load(NINE.replace('code_postal', 'code_posta'));
    expect(renamed).toMatchObject({
      state: 'rejected',
      problem: { code: 'territory.communes-header', outcome: 'malformed' },
    });
    expect(renamed.problem).toMatchObject({ missing: ['code_postal'] });
    const unplaced = NINE.replace('code_departement', 'x');
    expect((await load(unplaced)).problem).toMatchObject({ code: 'territory.communes-header' });
    const empty = await load(NINE.slice(0, NINE.indexOf('\n') + 1));
    expect(empty.guards.filter(({ fires }) => fires).map(({ name }) => name)).toContain('minimum-rows');
    expect(await truth()).toEqual(before);
  });
});
