import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { searchKey } from '../../libs/territory/src/domain/search-key';
import { territoryDataset } from '../../libs/territory/src/infrastructure/territory-loads';
import { ReferenceDirectory, packageData, referenceCommunes } from '../support/reference-directory';
import { openSpine, type Spine } from '../support/spine';

const TABLES = [
  ...['region', 'departement', 'arrondissement', 'epci', 'epci_member', 'ept', 'commune_source', 'commune'],
  ...['sub_commune', 'commune_postal_code', 'commune_code', 'commune_period', 'commune_name', 'commune_position'],
];

describe('the embedded reference', () => {
  let spine: Spine;
  let runs: readonly RunRow[];
  const load = (): Promise<readonly RunRow[]> =>
    spine.run({ dataset: 'territory', from: { kind: 'embedded' }, trigger: 'cli', actor: 'test' });
  const one = async <T extends object>(sql: string, ...parameters: readonly unknown[]): Promise<T | undefined> =>
    (await spine.rows<T>(sql, parameters))[0];
  const counted = async (sql: string): Promise<number> =>
    Number((await one<{ n: string }>(`SELECT count(*) AS n FROM territory.${sql}`))?.n);
  const importCommunes = async (communes: readonly object[], more: object = {}): Promise<RunRow | undefined> => {
    const path = spine.file(JSON.stringify(communes), 'communes.json');
    return (
      await spine.run({ dataset: 'territory', from: { kind: 'path', path }, trigger: 'cli', actor: 'test', ...more })
    )[0];
  };

  beforeAll(async () => {
    spine = await openSpine([territoryDataset()]);
    runs = await load();
  });
  afterAll(() => spine.close());

  it('is loaded file by file, every record accounted for', () => {
    expect(
      runs.map(({ part, state, balance: { read, inserted, skipped } }) => [part, state, read, inserted, skipped]),
    ).toEqual([
      ['regions', 'published', 26, 26, 0],
      ['departements', 'published', 109, 109, 0],
      ['arrondissements', 'published', 333, 333, 0],
      ['epci', 'published', 1_255, 1_255, 0],
      ['ept', 'published', 11, 11, 0],
      ['communes', 'published', 37_590, 37_590, 0],
      ['history', 'published', 49_532, 49_532, 0],
      ['geonames', 'published', 199_568, 14_799, 184_769],
    ]);
    expect(runs.at(-1)?.skipped_by_reason).toEqual({
      ...{ other_country: 184_105, second_place: 615, no_commune: 39, too_far: 10 },
    });
  });

  it('holds the France of 2026', async () => {
    expect(await counted('commune')).toBe(34_969);
    expect(
      await spine.rows('SELECT type, count(*)::int AS n FROM territory.sub_commune GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { type: 'arrondissement-municipal', n: 45 },
      { type: 'commune-associee', n: 471 },
      { type: 'commune-deleguee', n: 2_105 },
    ]);
    expect(await one(`SELECT sum(population)::int AS n FROM territory.commune WHERE zone <> 'com'`)).toEqual({
      n: 68_350_798,
    });
    expect(await counted('epci_member')).toBe(34_871);
    expect(await counted('commune_postal_code')).toBe(35_493);
    expect(await one(`SELECT nom_majuscule AS n FROM territory.commune WHERE code = '94038'`)).toEqual({
      n: "L'HAŸ-LES-ROSES",
    });
    const absent = `commune WHERE population IS NULL`;
    expect(await counted(absent)).toBe(6);
  });

  it('gives each commune the département of its code, and each its names', async () => {
    const prefix = `CASE WHEN code ~ '^9[78]' THEN left(code, 3) ELSE left(code, 2) END`;
    expect(await counted(`commune WHERE departement_code <> ${prefix}`)).toBe(0);
    expect(
      await spine.rows('SELECT kind, count(*)::int AS n FROM territory.commune_name GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { kind: 'associated', n: 471 },
      { kind: 'delegated', n: 2_026 },
      { kind: 'former', n: 3_563 },
      { kind: 'official', n: 34_969 },
    ]);
  });

  it('has the same search keys in SQL as in TypeScript', async () => {
    const { communes } = new ReferenceDirectory();
    const history = packageData('cog2019', 'data/historique-communes.json') as readonly { nom: string }[];
    const epci = packageData('@etalab/decoupage-administratif', 'data/epci.json') as readonly { nom: string }[];
    const names = [...new Set([...communes, ...history, ...epci].map(({ nom }) => nom))];
    const marked = names.flatMap((name) => [
      name,
      name.toUpperCase(),
      name.replace(/^Saint-/, 'ST '),
      name.replaceAll("'", '’'),
    ]);
    const rows = await spine.rows<{ key: string }>(
      'SELECT territory.search_key(n) AS key FROM unnest($1::text[]) WITH ORDINALITY AS u (n, o) ORDER BY o',
      [marked],
    );
    expect(names.length).toBeGreaterThan(35_000);
    expect(marked.filter((name, i) => searchKey(name) !== rows[i]?.key)).toEqual([]);
  });

  it('leads every code since 1943 to a commune of today', async () => {
    const reached = `commune_period p WHERE type = 'COM' AND NOT EXISTS (
      SELECT FROM territory.commune c WHERE c.code = p.code OR c.code = (
        SELECT commune_code FROM territory.commune_code f WHERE f.former_code = p.code))`;
    expect(await one(`SELECT count(DISTINCT code)::int AS n FROM territory.commune_period WHERE type = 'COM'`)).toEqual(
      { n: 39_112 },
    );
    expect(await counted(reached)).toBe(0);
    expect(
      await spine.rows(`SELECT former_code AS f, commune_code AS c FROM territory.commune_code
        WHERE former_code IN ('93059', '20004', '49069', '14513', '02344', '97123', '97127') ORDER BY 1`),
    ).toEqual([
      { f: '02344', c: '51171' },
      { f: '14513', c: '50592' },
      { f: '20004', c: '2A004' },
      { f: '49069', c: '49126' },
      { f: '93059', c: '93066' },
      { f: '97123', c: '97701' },
      { f: '97127', c: '97801' },
    ]);
  });

  it.each([
    ['1943-01-01', 38_140],
    ['1968-01-01', 37_840],
    ['2018-01-01', 35_357],
    ['2019-01-01', 34_970],
  ])('knows the communes of %s', async (day, n) => {
    expect(
      await counted(
        `commune_period WHERE type = 'COM' AND coalesce(starts_on <= '${day}', true) AND coalesce(ends_on > '${day}', true)`,
      ),
    ).toBe(n);
  });

  it('leads a period to the commune of today: Drain to Orée d’Anjou, a merger undone to itself', async () => {
    const today = (id: string): Promise<unknown> =>
      one('SELECT current_code AS c FROM territory.commune_period WHERE id = $1', id);
    expect(await today('COM-49126@1943-01-01')).toEqual({ c: '49126' });
    expect(await today('COM-93059@1968-01-01')).toEqual({ c: '93066' });
    expect(await today('COM-85212@1943-01-01')).toEqual({ c: '85212' });
    expect(await counted('commune_period WHERE current_code IS NULL')).toBe(0);
  });

  it('places nearly every commune, by GeoNames or by its neighbours', async () => {
    expect(
      await spine.rows(
        'SELECT source, count(*)::int AS n FROM territory.commune_position WHERE published GROUP BY 1 ORDER BY 1',
      ),
    ).toEqual([
      { source: 'estimate', n: 20_160 },
      { source: 'geonames', n: 14_803 },
    ]);
    expect(
      await spine.rows(`SELECT departement_code AS d, count(*)::int AS n FROM territory.commune c
        WHERE NOT EXISTS (SELECT FROM territory.commune_position p WHERE p.commune_code = c.code) GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      { d: '984', n: 5 },
      { d: '989', n: 1 },
    ]);
    const homonyms = `commune_position WHERE source = 'geonames' AND commune_code IN ('25194', '44124', '40271')`;
    expect(await counted(homonyms)).toBe(0);
    expect(
      await one(`SELECT abs(lat - 48.8566) < 0.04 AND abs(lon - 2.3522) < 0.05 AS near FROM territory.commune_position
      WHERE commune_code = '75056' AND published`),
    ).toEqual({ near: true });
  });

  it('writes nothing the second time', async () => {
    const written = `SELECT max(xmin::text::bigint) AS x FROM (${TABLES.map((t) => `SELECT xmin FROM territory.${t}`).join(' UNION ALL ')}) r`;
    const generation = `SELECT generation AS g FROM dataset WHERE name = 'territory'`;
    const before = [await one(written), await one(generation)];
    const again = await load();
    expect(again.map(({ state, balance: { inserted, updated } }) => [state, inserted, updated])).toEqual(
      Array.from({ length: 8 }, () => ['unchanged', 0, 0]),
    );
    expect([await one(written), await one(generation)]).toEqual(before);
  });

  describe('in a new vintage', () => {
    const vintage = referenceCommunes();
    const revised = vintage.flatMap((commune) => {
      if (commune.type !== 'commune-actuelle') return [commune];
      if (commune.code === '01001') return [{ ...commune, population: 870 }];
      if (commune.code === '01002') return [{ ...commune, nom: 'Abergement (L’)' }];
      if (commune.code === '01004') return [];
      if (commune.code === '01005') return [{ ...commune, anciensCodes: ['01006'] }];
      return commune.code === '01006' ? [] : [commune];
    });
    let run: RunRow | undefined;

    beforeAll(async () => {
      await spine.rows(`INSERT INTO territory.commune_override (code, field, value, base_value, source_value, actor)
        SELECT o.code, o.field, o.value, s.said, s.said, 'test' FROM (VALUES ('01001', 'population', '900'::jsonb),
          ('01002', 'nom', '"Abergement (L’)"'), ('01004', 'siren', '"123456789"'), ('01007', 'nom', '"Ambronay-les-Œufs"')
        ) AS o (code, field, value), LATERAL (SELECT to_jsonb(c) -> o.field AS said FROM territory.commune_source c WHERE c.code = o.code) s`);
      run = await importCommunes(revised);
    });

    it('overrides stay in force and face what the source says now', async () => {
      expect(run?.problem).toBeNull();
      expect(run).toMatchObject({ state: 'published', balance: { updated: 3, inserted: 0 }, removed: 2 });
      expect(run?.details['overrides']).toEqual({ active: 1, conflict: 1, orphaned: 1, agreed: 1 });
      expect(
        await spine.rows('SELECT code, field, state, source_value FROM territory.commune_override ORDER BY code'),
      ).toEqual([
        { code: '01001', field: 'population', state: 'conflict', source_value: 870 },
        { code: '01004', field: 'siren', state: 'orphaned', source_value: null },
        { code: '01007', field: 'nom', state: 'active', source_value: 'Ambronay' },
      ]);
      expect(
        await spine.rows(`SELECT code, nom, nom_majuscule, search_key, population, version FROM territory.commune
          WHERE code IN ('01001', '01002', '01007') ORDER BY code`),
      ).toEqual([
        {
          code: '01001',
          nom: "L'Abergement-Clémenciat",
          nom_majuscule: "L'ABERGEMENT-CLÉMENCIAT",
          search_key: 'labergementclemenciat',
          population: 900,
          version: 2,
        },
        {
          code: '01002',
          nom: 'Abergement (L’)',
          nom_majuscule: 'ABERGEMENT (L’)',
          search_key: 'abergementl',
          population: 270,
          version: 2,
        },
        {
          code: '01007',
          nom: 'Ambronay-les-Œufs',
          nom_majuscule: 'AMBRONAY-LES-ŒUFS',
          search_key: 'ambronaylesoeufs',
          population: 2_841,
          version: 2,
        },
      ]);
      expect(await spine.rows('SELECT code, action FROM territory.commune_override_log ORDER BY code')).toEqual([
        { code: '01001', action: 'conflict' },
        { code: '01002', action: 'agreed' },
        { code: '01004', action: 'orphaned' },
      ]);
    });

    it('a withdrawn commune leaves nothing behind; one that nobody continues is found', async () => {
      expect(run?.details['findings']).toEqual({ code_lost: { count: 1, examples: ['01004'] } });
      for (const table of ['commune_name', 'commune_position', 'commune_postal_code'])
        expect(await counted(`${table} WHERE commune_code IN ('01004', '01006')`)).toBe(0);
      expect(await one(`SELECT commune_code AS c FROM territory.commune_code WHERE former_code = '01006'`)).toEqual({
        c: '01005',
      });
    });

    it('what comes back is as it was, override included', async () => {
      const back = await importCommunes(vintage);
      expect(back).toMatchObject({ state: 'published', balance: { updated: 3, inserted: 2 }, removed: 0 });
      expect(back?.details['overrides']).toEqual({ active: 3, conflict: 0, orphaned: 0, agreed: 0 });
      expect(await one(`SELECT siren, population FROM territory.commune WHERE code = '01004'`)).toEqual({
        siren: '123456789',
        population: 15_934,
      });
      const again = await importCommunes(vintage, { force: true });
      expect(again).toMatchObject({ state: 'unchanged', balance: { inserted: 0, updated: 0, unchanged: 37_590 } });
    });

    it('half of a file is refused, what is served stays', async () => {
      const refused = await importCommunes(vintage.slice(0, 18_000));
      expect(refused).toMatchObject({ state: 'rejected', problem: { outcome: 'guard' } });
      expect(refused?.guards.filter(({ fires }) => fires).map(({ name }) => name)).toEqual(['mass-delete']);
      expect(await counted('commune')).toBe(34_969);
    });

    it('records that cannot be are kept aside, one by one', async () => {
      const [first] = vintage;
      const stranger = { ...first, code: '01999', departement: '20' };
      const clash = { ...first, population: 1 };
      const run = await importCommunes([...vintage, stranger, clash, { ...first, code: '99138' }, first ?? {}]);
      expect(run).toMatchObject({
        state: 'unchanged',
        balance: { read: 37_594, duplicates: 1, rejected: 3, unchanged: 37_590 },
        rejected_by_code: { unknown_reference: 1, conflicting_duplicate: 1, malformed_code: 1 },
      });
    });
  });
});
