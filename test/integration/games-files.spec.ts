import { opencriticDataset } from '../../libs/games/src/application/import/opencritic/opencritic-dataset';
import { salesDataset } from '../../libs/games/src/application/import/sales/sales-dataset';
import { countriesLoad } from '../../libs/games/src/infrastructure/countries/countries-load';
import { gameMappings } from '../../libs/games/src/infrastructure/mapping/mapping-files';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { intoReadRecords, READ_RECORDS } from '../support/games/read-records';
import { realFile } from '../support/games/shared-data';
import { openSpine, type Spine } from '../support/spine';

const HEADER = 'Rank,Name,Platform,Year,Genre,Publisher,NA_Sales,EU_Sales,JP_Sales,Other_Sales,Global_Sales';
const SALES = [
  '1,Harvest of Iron,PS2,2004,Action,Brumehaven Games,1.5,0.8,0.1,0.2,2.6',
  '2,Harvest of Iron,PS2,2004,Action,Brumehaven Games,0.1,0,0,0,0.1',
  '3,"Harvest of Iron, The (JP sales)",PS2,2004,Misc,N/A,0,0,0.3,0,0.3',
  '4,Ōgon Quest α,WS,N/A,Role-Playing,Unknown,0,0,0.52,0,0.49',
  '5,Harvest of Iron,PS2,2004,Action,Brumehaven Games,0.1,0,0,0,0.1',
  '6,Rally of Dust,Moonbox,2006,Gardening,Brumehaven Games,0.1,0.1,0,0,0.2',
];

describe('files of games', () => {
  let spine: Spine;
  beforeEach(async () => {
    const publication = intoReadRecords();
    const mappings = gameMappings();
    const datasets = [salesDataset(publication, mappings), opencriticDataset(publication, mappings), countriesLoad()];
    spine = await openSpine(datasets);
    await spine.rows(READ_RECORDS);
  });
  afterEach(() => spine.close());

  const load = (dataset: string, text: string, more: Partial<ImportRequest> = {}): Promise<RunRow> =>
    spine.import(text, { dataset, ...more });
  const sales = (rows: readonly string[]): Promise<RunRow> => load('games-sales', [HEADER, ...rows, ''].join('\n'));
  const records = (columns: string): Promise<object[]> =>
    spine.rows<object>(`SELECT ${columns} FROM read_record ORDER BY source_key COLLATE "C"`);

  describe('sales', () => {
    it('make a record of each row, a row that differs by its rank only being the same', async () => {
      expect(await sales(SALES)).toMatchObject({ read: 6, inserted: 5, duplicates: 1, rejected: 0, skipped: 0 });
      expect(
        await records(`source_key, facts -> 'sales' -> 'total' AS total, first_year, families, company_keys`),
      ).toEqual([
        ...[
          { source_key: 'Harvest of Iron, The (JP sales)|PS2|2004|1', total: 0.3, company_keys: [] },
          { source_key: 'Harvest of Iron|PS2|2004|1', total: 2.6, company_keys: ['brumehaven games'] },
          { source_key: 'Harvest of Iron|PS2|2004|2', total: 0.1, company_keys: ['brumehaven games'] },
        ].map((row) => ({ ...row, first_year: 2004, families: ['playstation-2'] })),
        {
          ...{ source_key: 'Rally of Dust|Moonbox|2006|1', total: 0.2, first_year: 2006 },
          ...{ families: ['Moonbox'], company_keys: ['brumehaven games'] },
        },
        { source_key: 'Ōgon Quest α|WS||1', total: 0.49, first_year: null, families: ['wonderswan'], company_keys: [] },
      ]);
    });

    it('say what they warn of, and what the title and the genre stand for', async () => {
      const run = await sales(SALES);
      expect(run.details['warnings']).toEqual({ regions_differ_from_total: 1 });
      const facts = await records(`title, notes, facts -> 'genres' AS genres, facts -> 'platforms' AS platforms`);
      expect(facts).toContainEqual({
        title: 'Harvest of Iron, The (JP sales)',
        notes: ['sales'],
        genres: [],
        platforms: [{ slug: 'playstation-2', name: 'PS2' }],
      });
      expect(facts).toContainEqual({
        title: 'Rally of Dust',
        notes: [],
        genres: [{ slug: null, name: 'Gardening' }],
        platforms: [{ slug: null, name: 'Moonbox' }],
      });
    });

    it('are the same in any order of the rows', async () => {
      await sales(SALES);
      const before = await records('*');
      const again = await sales(SALES.toReversed());
      expect(again).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0, unchanged: 5, removed: 0 });
      expect(await records('*')).toEqual(before);
    });

    it('are refused row by row, with every fault', async () => {
      const run = await sales([
        ...SALES.slice(0, 1),
        '7, ,PS2,2004,Action,X,0,0,0,0,0',
        '8,Rally of Dust,,1.5,Action,X,0,0,0,0,0',
        '9,Rally of Dust,PS2,2004,Action,X,0,"0,5",0,0,',
      ]);
      expect(run).toMatchObject({ read: 4, inserted: 1, rejected: 3 });
      const rejects = await rejectsOf(run);
      expect(rejects).toEqual([
        ['name_missing'],
        ['platform_missing', 'year_malformed'],
        ['figure_malformed', 'figure_malformed'],
      ]);
    });

    it('of a file without its columns are refused', async () => {
      const run = await load('games-sales', 'Name,Platform\nRally of Dust,PS2\n');
      expect(run).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.header-contract' } });
    });
  });

  /** Codes, line by line. */
  const rejectsOf = async ({ id }: RunRow): Promise<string[][]> =>
    (
      await spine.rows<{ codes: string[] }>(
        'SELECT array_agg(code ORDER BY ordinal) AS codes FROM import_reject WHERE run_id = $1 GROUP BY line ORDER BY line',
        [id],
      )
    ).map(({ codes }) => codes);

  describe('ratings', () => {
    const ratings = (rows: readonly string[], more: Partial<ImportRequest> = {}): Promise<RunRow> =>
      load('games-opencritic', ['name,rating', ...rows, ''].join('\n'), more);

    it('are taken, repeated, not there yet, or contradictory', async () => {
      const run = await ratings(['A,80', 'A,81', 'B,-1', 'C,101', ',50', 'D,70', 'D,70']);
      expect(run).toMatchObject({ read: 7, inserted: 1, duplicates: 1, skipped: 1, rejected: 4 });
      expect(run.skipped_by_reason).toEqual({ not_rated: 1 });
      expect(run.rejected_by_code).toEqual({ contradictory_rows: 2, rating_malformed: 1, name_missing: 1 });
      expect(await records(`source_key, first_year, facts -> 'ratings' AS ratings`)).toEqual([
        {
          source_key: 'd',
          first_year: null,
          ratings: [{ kind: 'opencritic', value: 70, scale: 100, count: null }],
        },
      ]);
    });

    it('count what is not rated as no contradiction, and another spelling as the same name', async () => {
      const run = await ratings(['Rally of Dust,-1', 'Rally of Dust,80', 'RALLY OF DUST,80', 'Rally of Dust: HD,70']);
      expect(run).toMatchObject({ inserted: 2, duplicates: 1, skipped: 1, rejected: 0 });
      expect(await records('source_key, title')).toEqual([
        { source_key: 'rally of dust', title: 'RALLY OF DUST' },
        { source_key: 'rally of dust|remaster', title: 'Rally of Dust: HD' },
      ]);
    });

    it('are of the year that the caller states', async () => {
      await ratings(['Rally of Dust,80.5'], { options: { year: '2024' } });
      expect(await records('first_year, first_precision, first_date')).toEqual([
        { first_year: 2024, first_precision: 'year', first_date: null },
      ]);
      await expect(ratings(['Rally of Dust,80'], { options: { year: '24' } })).rejects.toThrow('ill-formed');
    });
  });

  describe('countries', () => {
    const SHAPE = `{"coordinates": [[[1.5, "x"], [2, 3]]], "type": "Polygon"}`;
    const line = (cells: Readonly<Record<number, string>>): string =>
      Array.from({ length: 11 }, (_, index) => cells[index + 1] ?? '').join(';');
    const FILE = [
      'a;b;c;d;e;f;g;h;i;j;k',
      line({ 2: 'FR', 3: 'FRA', 4: '250', 7: 'France', 8: 'France', 10: SHAPE, 11: '46.2, 2.2' }),
      line({ 2: 'AF', 4: '4', 7: 'Afghanistan', 8: 'Afghanistan (l’)', 10: SHAPE, 11: '-33.9,66' }),
      line({ 2: '??', 4: '392', 8: 'Japon', 10: `{"${'x'.repeat(3_000_000)}"}` }),
      line({ 8: 'Île sans code', 11: '1, 2' }),
      line({ 4: '1234', 8: 'Nulle part', 11: '' }),
      line({ 4: '32', 8: ' ', 11: '91, 2' }),
    ].join('\n');
    const countries = (where: string): Promise<object[]> =>
      spine.rows<object>(
        `SELECT alpha2, name_en, name_fr, latitude, longitude FROM game_country WHERE numeric_code IN (${where}) ORDER BY 1`,
      );

    it('are those of the package by default, and are not generated', async () => {
      const run = (
        await spine.run({ dataset: 'games-countries', from: { kind: 'default' }, trigger: 'cli', actor: 't' })
      )[0];
      expect(run).toMatchObject({ state: 'published', read: 250, inserted: 250, rejected: 0, synthetic: false });
      expect(await countries(`'004', '276'`)).toEqual([
        { alpha2: 'AF', name_en: 'Afghanistan', name_fr: 'Afghanistan', latitude: null, longitude: null },
        { alpha2: 'DE', name_en: 'Germany', name_fr: 'Allemagne', latitude: null, longitude: null },
      ]);
    });

    it('come with places from a file, by position, whatever quotes and shapes it holds', async () => {
      const run = await load('games-countries', FILE);
      expect(run).toMatchObject({ state: 'published', read: 7, inserted: 3, skipped: 2, rejected: 2 });
      expect(run.skipped_by_reason).toEqual({ header: 1, no_code: 1 });
      expect(await rejectsOf(run)).toEqual([['code_malformed'], ['name_missing', 'point_malformed']]);
      expect(await countries(`'004', '250', '392'`)).toEqual([
        { alpha2: 'AF', name_en: 'Afghanistan', name_fr: 'Afghanistan (l’)', latitude: -33.9, longitude: 66 },
        { alpha2: 'FR', name_en: 'France', name_fr: 'France', latitude: 46.2, longitude: 2.2 },
        { alpha2: 'JP', name_en: 'Japan', name_fr: 'Japon', latitude: null, longitude: null },
      ]);
    });

    it('keep their places when the package is read again', async () => {
      await load('games-countries', FILE);
      await spine.run({ dataset: 'games-countries', from: { kind: 'embedded' }, trigger: 'cli', actor: 't' });
      expect(await countries(`'004'`)).toMatchObject([{ name_fr: 'Afghanistan', latitude: -33.9 }]);
      expect(await spine.rows('SELECT count(*)::int AS n FROM game_country')).toEqual([{ n: 250 }]);
    });
  });

  const vgsales = realFile('vgsales.csv');

  (vgsales === null ? it.skip : it)('read the known file of sales', async () => {
    const [run] = await spine.run({
      ...{ dataset: 'games-sales', trigger: 'cli', actor: 'test' },
      from: { kind: 'path', path: vgsales ?? '' },
    });
    expect(run).toMatchObject({ read: 16_598, inserted: 16_597, duplicates: 1, rejected: 0, skipped: 0 });
    const [found] = await spine.rows(`SELECT
      count(*) FILTER (WHERE first_year IS NULL)::int AS undated,
      count(*) FILTER (WHERE company_keys = '{}')::int AS unpublished,
      count(*) FILTER (WHERE 'sales' = ANY (notes))::int AS partial,
      count(*) FILTER (WHERE title ~ '[^\\x01-\\x7F]')::int AS strange,
      count(*) FILTER (WHERE source_key NOT LIKE '%|1')::int AS second,
      count(DISTINCT facts -> 'platforms' -> 0 ->> 'slug')::int AS platforms,
      count(DISTINCT facts -> 'genres' -> 0 ->> 'slug')::int AS genres,
      count(*) FILTER (WHERE facts -> 'genres' = '[]')::int AS genreless,
      sum((facts -> 'sales' ->> 'total')::numeric)::text AS total FROM read_record`);
    expect(found).toEqual({
      ...{ undated: 270, unpublished: 261, partial: 149, strange: 41, second: 1 },
      ...{ platforms: 31, genres: 11, genreless: 1739, total: '8920.42' },
    });
    expect(run?.details).not.toHaveProperty('warnings');
  });
});
