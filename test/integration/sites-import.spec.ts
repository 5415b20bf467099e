import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetRegistry, RunImport } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import { ReplayRejects } from '../../libs/ingestion/src/application/replay-rejects';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { migrations } from '../../migrations';
import { SitesGermany1763790000000 } from '../fixtures/countries/germany/1763790000000-sites-germany';
import { germany } from '../fixtures/countries/germany/germany.country';
import { french, italian, serveSites, type SitesService } from '../support/sites-service';

const HEADER =
  'country,name,installation_date,max_power_megawatt,min_power_megawatt,useful_energy_at_1_megawatt,efficiency,group_ids';
const csv = (...lines: string[]): string => [HEADER, ...lines, ''].join('\n');

interface Reject {
  readonly line: number;
  readonly field: string | null;
  readonly code: string;
  readonly value: string | null;
  readonly message: string;
}

describe('an import of sites', () => {
  let sites: SitesService;
  let folder: string;
  let files = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hexagone-sites-import-'));
    sites = await serveSites({ dataDir: join(folder, 'data') });
  });
  beforeEach(() => sites.empty());
  afterAll(async () => {
    await sites.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(request: Omit<ImportRequest, 'dataset' | 'trigger' | 'actor'>): Promise<RunRow> {
    const watch = { signal: new AbortController().signal, progress: () => undefined, said: () => undefined };
    const asked = { dataset: 'sites', trigger: 'cli', actor: 'test', ...request } as const;
    const [row] = await sites.service.app.get(RunImport).execute(asked, watch);
    return row!;
  }
  function load(content: string | Uint8Array, more: Partial<ImportRequest> = {}): Promise<RunRow> {
    const path = join(folder, `${String(++files)}.csv`);
    writeFileSync(path, content);
    return run({ from: { kind: 'path', path }, ...more });
  }
  const rejectsOf = async ({ id }: RunRow, language = 'en'): Promise<readonly Reject[]> => {
    const path = `/imports/${id}/rejects?limit=100`;
    return (await sites.get(path, { 'accept-language': language })).body['data'] as readonly Reject[];
  };
  const codesOf = async (row: RunRow): Promise<unknown[]> =>
    (await rejectsOf(row)).map(({ line, field, code }) => [line, field, code]);
  const idOf = async (path: string, document: object): Promise<number> => {
    const { status, body } = await sites.post(path, document);
    expect(status).toBe(201);
    return body['id'] as number;
  };
  const group = (type: string): Promise<number> => idOf('/groups', { name: type, type });
  const stored = (): Promise<Record<string, unknown>[]> =>
    sites.query(`SELECT country, name, installation_date::text AS day, max_power_megawatt AS max,
      ARRAY(SELECT group_id FROM site_groups WHERE site_id = s.id ORDER BY 1) AS groups FROM sites s ORDER BY id`);
  const changes = async (): Promise<number> => (await sites.query('SELECT FROM site_changes')).length;

  const GORGES = 'FR,Les Gorges,2026-11-20,10,1,0.8,,';
  const LAGO = 'IT,Lago,2026-11-21,20,2,,0.9,';

  it('takes rows of every country, and says who wrote them', async () => {
    const row = await load(csv(GORGES, LAGO, 'italia,"Due, tre",2026-11-22,1e1,+1.50,,0.5,'));
    expect(row).toMatchObject({ state: 'published', balance: { read: 3, inserted: 3, rejected: 0 } });
    expect((await stored()).map(({ country, name, max }) => [country, name, max])).toEqual([
      ['FR', 'Les Gorges', 10],
      ['IT', 'Lago', 20],
      ['IT', 'Due, tre', 10],
    ]);
    expect(await sites.query('SELECT DISTINCT actor, action FROM site_changes')).toEqual([
      { actor: `import:${row.id}`, action: 'created' },
    ]);
    expect((await sites.get('/sites/1')).body).not.toHaveProperty('efficiency');
  });

  it('writes nothing the second time, though it reads', async () => {
    const first = await load(csv(GORGES, LAGO));
    const before = await changes();
    const again = await load(csv(GORGES, LAGO));
    expect(again).toMatchObject({ state: 'unchanged', same_as_run: null, balance: { read: 2, unchanged: 2 } });
    expect(again.generation).toBe(first.generation);
    expect(await changes()).toBe(before);
    await sites.patch('/sites/1', { max_power_megawatt: 11 });
    expect(await load(csv(GORGES, LAGO))).toMatchObject({
      state: 'published',
      balance: { inserted: 0, updated: 1, unchanged: 1 },
    });
    expect((await stored())[0]).toMatchObject({ max: 10 });
  });

  it('changes what differs of a site that it knows, and leaves the others', async () => {
    await load(csv(GORGES, LAGO));
    const { headers } = await sites.get('/sites/1');
    const row = await load(csv('france,Les Gorges,2026-11-20,12,1,0.85,,'));
    expect(row).toMatchObject({ state: 'published', balance: { read: 1, updated: 1 } });
    expect(await stored()).toMatchObject([{ name: 'Les Gorges', max: 12 }, { name: 'Lago' }]);
    expect((await sites.get('/sites/1')).headers['etag']).not.toBe(headers['etag']);
    const [last] = await sites.query('SELECT actor, action, changes FROM site_changes ORDER BY id DESC LIMIT 1');
    expect(last).toEqual({
      actor: `import:${row.id}`,
      action: 'updated',
      changes: { max_power_megawatt: [10, 12], useful_energy_at_1_megawatt: [0.8, 0.85] },
    });
  });

  it('foresees all of it in a dry run, and writes nothing', async () => {
    await load(csv(GORGES));
    const row = await load(csv('FR,Les Gorges,2026-11-20,12,1,0.8,,', LAGO), { dryRun: true });
    expect(row).toMatchObject({ state: 'validated', balance: { inserted: 1, updated: 1 } });
    expect(await stored()).toMatchObject([{ max: 10 }]);
  });

  describe('with defects', () => {
    const DEFECTS: readonly (readonly [string, string, readonly (readonly [string | null, string])[]])[] = [
      ['unknown country', 'DE,a,2026-01-02,1,1,1,,', [['country', 'sites.unknown-country']]],
      [
        'nothing but commas',
        ',,,,,,,',
        [
          ['country', 'missing'],
          ['name', 'missing'],
          ['installation_date', 'missing'],
          ['max_power_megawatt', 'missing'],
          ['min_power_megawatt', 'missing'],
        ],
      ],
      [
        'three faults',
        'FR,a,2026-02-30,-1,x,1,,',
        [
          ['installation_date', 'not-a-day'],
          ['max_power_megawatt', 'not-a-number'],
          ['min_power_megawatt', 'not-a-number'],
        ],
      ],
      ['an instant', 'FR,a,2026-01-02T00:00:00Z,1,1,1,,', [['installation_date', 'not-a-day']]],
      ['numbers that only JavaScript reads', 'FR,a,2026-01-02,0x10,1,1,,', [['max_power_megawatt', 'not-a-number']]],
      ['a decimal comma', 'FR,a,2026-01-02,"1,5",1,1,,', [['max_power_megawatt', 'not-a-number']]],
      ['infinity', 'FR,a,2026-01-02,1e999,1,1,,', [['max_power_megawatt', 'not-a-number']]],
      ['a long name', `FR,${'é'.repeat(201)},2026-01-02,1,1,1,,`, [['name', 'not-a-text']]],
      ['a missing field', 'FR,a,2026-01-02,1,1,,,', [['useful_energy_at_1_megawatt', 'missing']]],
      ['a foreign field', 'FR,a,2026-01-02,1,1,1,0.5,', [['efficiency', 'foreign-field']]],
      [
        'powers upside down',
        'FR,a,2026-01-02,1,2,1,,',
        [
          ['min_power_megawatt', 'sites.power-range-inverted'],
          ['max_power_megawatt', 'sites.power-range-inverted'],
        ],
      ],
      ['a weekday', 'IT,a,2026-11-20,1,1,,1,', [['installation_date', 'sites.italian-weekday']]],
      [
        'a group that is none',
        'FR,a,2026-01-02,1,1,1,,99 98765432109',
        [
          ['group_ids', 'unknown-reference'],
          ['group_ids', 'unknown-reference'],
        ],
      ],
      ['a word for a group', 'FR,a,2026-01-02,1,1,1,,1 one', [['group_ids', 'not-an-id']]],
      ['a group twice', 'FR,a,2026-01-02,1,1,1,,1 1', [['group_ids', 'repeated']]],
      ['a group that takes no site', 'FR,a,2026-01-02,1,1,1,,2', [['group_ids', 'sites.group3-forbids-sites']]],
      ['a group below such a one', 'FR,a,2026-01-02,1,1,1,,1', [['group_ids', 'sites.group3-ancestor']]],
      ['too few cells', 'FR,a,2026-01-02', [[null, 'column_count']]],
      ['a quotation mark', 'FR,a"b,2026-01-02,1,1,1,,', [['name', 'stray_quote']]],
    ];

    beforeEach(async () => {
      const [inside, closed] = [await group('group1'), await group('group3')];
      expect([inside, closed]).toEqual([1, 2]);
      await sites.put('/groups/2/children/1');
    });

    it.each(DEFECTS)('sets aside a row with %s', async (_, line, expected) => {
      const row = await load(csv(line, GORGES));
      expect(row).toMatchObject({ state: 'published', balance: { read: 2, inserted: 1, rejected: 1 } });
      expect(await codesOf(row)).toEqual(expected.map(([field, code]) => [2, field, code]));
      expect(await stored()).toMatchObject([{ name: 'Les Gorges' }]);
    });

    it('accounts for all of them in one file, in both languages', async () => {
      const lines = DEFECTS.map(([, line]) => line);
      const refused = await load(csv(GORGES, ...lines));
      expect(refused).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.guard-refused' } });
      expect(await stored()).toEqual([]);
      const row = await load(csv(GORGES, ...lines), { acceptGuards: ['reject-rate'], reason: 'a test' });
      expect(row.balance).toMatchObject({ read: lines.length + 1, inserted: 1, rejected: lines.length });
      const [english, fr] = [await rejectsOf(row), await rejectsOf(row, 'fr')];
      const weekday = (rejects: readonly Reject[]): Reject | undefined =>
        rejects.find(({ code }) => code === 'sites.italian-weekday');
      expect(weekday(english)).toMatchObject({
        value: '2026-11-20',
        message: 'Italian sites must be installed on weekends.',
      });
      expect(weekday(fr)?.message).toBe('Les sites italiens doivent être installés le week-end.');
      expect(english.every(({ message }, i) => message !== fr[i]?.message)).toBe(true);
    });
  });

  it('keeps one site a day for the country that wants it, whoever was there first', async () => {
    await idOf('/sites', french('2026-11-20'));
    const row = await load(csv(GORGES, 'FR,b,2026-12-01,1,1,1,,', 'FR,c,2026-12-01,1,1,1,,', LAGO));
    expect(row.balance).toMatchObject({ read: 4, inserted: 2, rejected: 2 });
    expect(await rejectsOf(row)).toMatchObject([
      {
        line: 2,
        field: 'installation_date',
        code: 'sites.french-day-taken',
        value: '2026-11-20',
        message: 'Site 1 is in the way. Only one French site can be installed per day.',
      },
      { line: 4, code: 'sites.french-day-taken', message: expect.stringContaining('Line 3 is in the way.') },
    ]);
  });

  it('reports all that the present state forbids of a row', async () => {
    const [inside, closed] = [await group('group1'), await group('group3')];
    await sites.put(`/groups/${closed}/children/${inside}`);
    await idOf('/sites', french('2026-11-20'));
    const row = await load(csv(`FR,b,2026-11-20,1,1,1,,${inside}`, LAGO));
    expect(await codesOf(row)).toEqual([
      [2, 'group_ids', 'sites.group3-ancestor'],
      [2, 'installation_date', 'sites.french-day-taken'],
    ]);
  });

  it('counts equal rows once, and takes the first of those that contradict each other', async () => {
    const row = await load(csv(GORGES, LAGO, GORGES, 'IT,Lago,2026-11-21,21,2,,0.9,', LAGO));
    expect(row.balance).toMatchObject({ read: 5, inserted: 2, duplicates: 2, rejected: 1 });
    expect(await codesOf(row)).toEqual([[5, 'name', 'conflicting_duplicate']]);
  });

  it('does not guess which of several sites a row means', async () => {
    const [one, two] = [await idOf('/sites', italian('2026-11-21')), await idOf('/sites', italian('2026-11-21'))];
    await sites.patch(`/sites/${two}`, { efficiency: 0.5 });
    const row = await load(csv('IT,i,2026-11-21,10,1,,0.5,', 'IT,j,2026-11-21,10,1,,0.5,'));
    expect(row.balance).toMatchObject({ inserted: 1, unchanged: 1 });
    const unclear = await load(csv('IT,i,2026-11-21,10,1,,0.7,', LAGO));
    expect(await rejectsOf(unclear)).toMatchObject([
      { code: 'several_sites', message: expect.stringContaining(`${one}, ${two}.`) },
    ]);
  });

  describe('and groups', () => {
    it('puts sites into them, and replaces the set where the file has the column', async () => {
      const [a, b] = [await group('group1'), await group('group2')];
      await load(csv(`FR,Les Gorges,2026-11-20,10,1,0.8,,${b} ${a}`, LAGO));
      expect(await stored()).toMatchObject([{ groups: [a, b] }, { groups: [] }]);
      const before = await changes();
      expect(await load(csv(`FR,Les Gorges,2026-11-20,10,1,0.8,,${a} ${b}`))).toMatchObject({ state: 'unchanged' });
      expect(await changes()).toBe(before);
      expect(await load(csv(`FR,Les Gorges,2026-11-20,10,1,0.8,,${b}`, LAGO))).toMatchObject({
        balance: { updated: 1, unchanged: 1 },
      });
      expect(await stored()).toMatchObject([{ groups: [b] }, { groups: [] }]);
      expect(await load(csv(GORGES))).toMatchObject({ balance: { updated: 1 } });
      expect(await stored()).toMatchObject([{ groups: [] }, { groups: [] }]);
    });

    it('leaves groups and columns alone of which the file does not speak', async () => {
      const a = await group('group1');
      await load(csv(`FR,Les Gorges,2026-11-20,10,1,0.8,,${a}`));
      const narrow =
        'name,country,min_power_megawatt,max_power_megawatt,installation_date,useful_energy_at_1_megawatt,note\n';
      const row = await load(`${narrow}Les Gorges,fr,1,11,2026-11-20,0.8,x\n`);
      expect(row).toMatchObject({ balance: { updated: 1 }, details: { unknown_columns: ['note'] } });
      expect(await stored()).toMatchObject([{ max: 11, groups: [a] }]);
    });
  });

  it('reads its own export, of every kind of name, without writing anything', async () => {
    const [a, b] = [await group('group1'), await group('group2')];
    const names = [
      '=1+1',
      `'=1+1`,
      `''-x`,
      '-5',
      ' a "b", c; ',
      'two\nlines',
      '\tx',
      'é😀',
      '@x',
      '+33',
      'null',
      '1e5',
    ];
    for (const [i, name] of names.entries())
      await idOf('/sites', italian('2026-11-21', { name, group_ids: i % 2 === 0 ? [b, a] : [] }));
    await idOf('/sites', italian('2026-11-21', { name: 'null', max_power_megawatt: 1e21, min_power_megawatt: 1e-7 }));
    await idOf('/sites', italian('2026-11-21', { name: 'null', max_power_megawatt: 0.1 + 0.2, min_power_megawatt: 0 }));
    for (const day of ['2026-11-20', '2026-11-23', '1800-01-01', '2199-12-31']) await idOf('/sites', french(day));
    const { text } = await sites.get('/sites?format=csv&limit=100');
    const before = await changes();
    const row = await load(text);
    expect(row).toMatchObject({ state: 'unchanged', balance: { read: names.length + 6, unchanged: names.length + 6 } });
    expect(await changes()).toBe(before);
    await sites.query('DELETE FROM sites');
    expect(await load(text)).toMatchObject({ balance: { inserted: names.length + 6 - 2, rejected: 2 } });
    const again = (await sites.get('/sites?format=csv&limit=100')).text.split('\r\n')[0];
    expect(again).toBe(text.split('\r\n')[0]);
    const kept = await sites.query<{ name: string }>(`SELECT name FROM sites WHERE country = 'IT' ORDER BY id`);
    expect(kept.map(({ name }) => name)).toEqual(names);
  });

  it('reads decimal commas where semicolons separate the cells', async () => {
    const text = csv('FR;"Les Gorges";2026-11-20;10,5;1,25;0.8;;').replace(HEADER, HEADER.replaceAll(',', ';'));
    expect(await load(Buffer.from(`\uFEFF${text}`, 'utf8'))).toMatchObject({ balance: { inserted: 1 } });
    expect(await sites.query('SELECT max_power_megawatt, min_power_megawatt FROM sites')).toEqual([
      { max_power_megawatt: 10.5, min_power_megawatt: 1.25 },
    ]);
    const grouped = await load(
      csv('FR;b;2026-11-21;1.000,5;1;1;;', 'FR;c;2026-11-22;1 000;1;1;;').replace(HEADER, HEADER.replaceAll(',', ';')),
      { acceptGuards: ['minimum-rows'], reason: 'a test' },
    );
    expect(await codesOf(grouped)).toEqual([
      [2, 'max_power_megawatt', 'not-a-number'],
      [3, 'max_power_megawatt', 'not-a-number'],
    ]);
  });

  it('tells line by line what is wrong with a file from a spreadsheet', async () => {
    await idOf('/sites', french('2026-11-17'));
    const header = HEADER.replace(',group_ids', '').replaceAll(',', ';');
    const row = await load(
      [
        header,
        'FR;A;20/11/2026;10;1;0.8;',
        'FR;B;2026-11-25;10;1;0,8;',
        'france;C;2026-11-25;10;1;0.9;',
        'IT;D;2026-11-27;10;1;;0.9',
        'IT;E;2026-11-28;10;1;;0.9',
        'DE;F;2026-11-28;1;1;;',
        'FR;G;2026-11-17;1;2;x;1',
        'FR;H;2026-11-17;2;1;1;',
        '',
      ].join('\n'),
    );
    expect(row).toMatchObject({ state: 'published', balance: { read: 8, inserted: 2, rejected: 6 } });
    expect(await codesOf(row)).toEqual([
      [2, 'installation_date', 'not-a-day'],
      [4, 'installation_date', 'sites.french-day-taken'],
      [5, 'installation_date', 'sites.italian-weekday'],
      [7, 'country', 'sites.unknown-country'],
      [8, 'useful_energy_at_1_megawatt', 'not-a-number'],
      [8, 'efficiency', 'foreign-field'],
      [9, 'installation_date', 'sites.french-day-taken'],
    ]);
    expect((await stored()).map(({ name }) => name)).toEqual(['f', 'B', 'E']);
  });

  it('refuses a file that is none of sites, and one with a header alone', async () => {
    expect(await load('a,b\n1,2\n')).toMatchObject({
      state: 'rejected',
      problem: { code: 'ingestion.header-contract' },
    });
    expect(await load(csv())).toMatchObject({ state: 'rejected', problem: { code: 'ingestion.guard-refused' } });
    await expect(run({ from: { kind: 'default' } })).rejects.toMatchObject({ outcome: 'usage' });
  });

  it('judges corrected rejects again', async () => {
    const row = await load(csv('FR,a,2026-02-30,1,1,1,,', 'IT,b,2026-11-20,1,1,,1,', 'IT,=c,2026-11-20,1,1,,1,', LAGO));
    expect(row.balance).toMatchObject({ rejected: 3, inserted: 1 });
    const { text } = await sites.get(`/imports/${row.id}/rejects?format=csv`);
    const corrected = text.replace('2026-02-30', '2026-02-28').replaceAll('2026-11-20', '2026-11-22');
    const body = (async function* () {
      yield await Promise.resolve(new TextEncoder().encode(corrected));
    })();
    const again = await run(await sites.service.app.get(ReplayRejects).execute(row.id, body));
    expect(again).toMatchObject({ replay_of: row.id, state: 'published', balance: { read: 3, inserted: 3 } });
    expect((await stored()).map(({ name }) => name)).toEqual(['Lago', 'a', 'b', '=c']);
    const left = await sites.query('SELECT FROM import_reject WHERE run_id = $1 AND resolved_by IS NULL', [row.id]);
    expect(left).toEqual([]);
  });

  it('takes 10 000 rows in a moment', async () => {
    const a = await group('group1');
    const day = (i: number): string => new Date(Date.UTC(1990, 0, i + 1)).toISOString().slice(0, 10);
    const saturday = (i: number): string => day(5 + 7 * (i % 5_000));
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      i % 2 === 0 ? `FR,f${i},${day(i)},${i},1,0.5,,` : `IT,i${i},${saturday(i)},10,1,,0.5,${i % 4 === 1 ? a : ''}`,
    );
    const content = csv(...lines.map((line) => line.replace(',0,1,', ',1,1,')));
    const started = performance.now();
    expect(await load(content)).toMatchObject({ balance: { inserted: 10_000 } });
    const seconds = (performance.now() - started) / 1_000;
    expect(await load(content)).toMatchObject({ state: 'unchanged', balance: { unchanged: 10_000 } });
    const again = (performance.now() - started) / 1_000 - seconds;
    process.stdout.write(`10 000 rows: ${seconds.toFixed(1)} s, again ${again.toFixed(1)} s\n`);
    expect(seconds).toBeLessThan(60);
  }, 120_000);

  describe('that another write overtakes', () => {
    /** Runs `meanwhile` once the rows are settled, before they are published. */
    function between(meanwhile: () => Promise<unknown>): void {
      const { publication } = sites.service.app.get(DatasetRegistry).find('sites')!.parts[0]!;
      const foresee = publication.foresee.bind(publication);
      jest.spyOn(publication, 'foresee').mockImplementationOnce(async (stage, staged) => {
        const effect = await foresee(stage, staged);
        await meanwhile();
        return effect;
      });
    }
    const OVERTAKEN = { state: 'failed', problem: { code: 'sites.import-overtaken', outcome: 'busy' } };

    it('ends without a trace when its day is taken, naming line and site', async () => {
      between(() => idOf('/sites', french('2026-11-20')));
      const row = await load(csv(LAGO, GORGES));
      expect(row).toMatchObject(OVERTAKEN);
      expect(row.problem?.detail.en).toContain('Line 3 could be taken a moment ago. Site 1 is in the way.');
      expect(await stored()).toMatchObject([{ name: 'f' }]);
      expect((await load(csv(LAGO, GORGES))).balance).toMatchObject({ inserted: 1, rejected: 1 });
    });

    it.each([
      ['is removed', (id: number) => sites.delete(`/groups/${id}`)],
      ['takes no site any more', (id: number) => sites.patch(`/groups/${id}`, { type: 'group3' })],
      [
        'comes below one that takes none',
        async (id: number) => sites.put(`/groups/${await group('group3')}/children/${id}`),
      ],
    ])('ends without a trace when a group %s', async (_, change) => {
      const id = await group('group1');
      between(() => change(id));
      expect(await load(csv(`FR,Les Gorges,2026-11-20,10,1,0.8,,${id}`))).toMatchObject(OVERTAKEN);
      expect(await stored()).toEqual([]);
    });

    it('writes what is right by then when the site has been made or removed', async () => {
      between(() => idOf('/sites', french('2026-11-20', { name: 'Les Gorges' })));
      expect(await load(csv(GORGES, LAGO))).toMatchObject({ balance: { inserted: 1, unchanged: 1 } });
      between(() => sites.delete('/sites/1'));
      expect(await load(csv(GORGES))).toMatchObject({ balance: { inserted: 1 } });
      expect(await stored()).toMatchObject([{ name: 'Lago' }, { name: 'Les Gorges' }]);
    });

    it('breaks no rule and answers no 5xx while callers write', async () => {
      const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2026, 5, i + 1)).toISOString().slice(0, 10));
      const a = await group('group1');
      const content = csv(...days.map((day, i) => `FR,f${i},${day},1,1,1,,${a}`));
      const importing = load(content, { acceptGuards: ['reject-rate', 'minimum-rows'], reason: 'a race' });
      const writing = days.map((day, i) => sites.post('/sites', french(day, i % 2 === 0 ? { group_ids: [a] } : {})));
      const statuses = (await Promise.all(writing)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set(statuses.filter((status) => status === 201 || status === 409)));
      const { state, problem } = await importing;
      expect([state, problem?.code]).toContainEqual(
        expect.stringMatching(/published|unchanged|sites.import-overtaken/),
      );
      const [{ sites: total, days: distinct } = { sites: 0, days: 1 }] = await sites.query<{
        sites: number;
        days: number;
      }>('SELECT count(*)::int AS sites, count(DISTINCT installation_date)::int AS days FROM sites');
      expect(total).toBe(distinct);
    });
  });

  it('knows the columns of every country that there is', async () => {
    const countries = { countries: [...PACKS, germany], migrations: [...migrations, SitesGermany1763790000000] };
    const three = await serveSites({ dataDir: join(folder, 'three'), migrate: 'auto' }, countries);
    const path = join(folder, 'three.csv');
    const from = { kind: 'path', path } as const;
    const watch = { signal: new AbortController().signal, progress: () => undefined, said: () => undefined };
    const importFrom = async (...lines: string[]): Promise<RunRow> => {
      writeFileSync(path, [`${HEADER},kwk_factor,operator`, ...lines, ''].join('\n'));
      const asked = { dataset: 'sites', trigger: 'cli', actor: 'test', from } as const;
      return (await three.service.app.get(RunImport).execute(asked, watch))[0]!;
    };
    const good = 'germany,Turm,2026-11-20,10,1,,0.5,,1.5,Stadtwerke';
    expect(await importFrom(good, `${GORGES},,`)).toMatchObject({ balance: { inserted: 2 } });
    expect(await importFrom(good)).toMatchObject({ state: 'unchanged' });
    expect((await importFrom(good.replace('Stadtwerke', ''))).balance).toMatchObject({ updated: 1 });
    const bad = await importFrom('DE,a,2026-11-22,1,1,,0.5,,1,', 'DE,b,2026-11-20,1,1,,0.5,,9,', `${LAGO},1,`, good);
    const { body } = await three.get(`/imports/${bad.id}/rejects`);
    expect((body['data'] as Reject[]).map(({ line, field }) => [line, field])).toEqual([
      [2, 'installation_date'],
      [3, 'kwk_factor'],
      [4, 'kwk_factor'],
    ]);
    await three.close();
  });

  it('is asked for over HTTP, with the file as the body', async () => {
    const { app } = sites.service;
    const answer = await app.inject({
      method: 'POST',
      url: '/imports?dataset=sites',
      headers: { 'content-type': 'text/csv' },
      payload: csv(GORGES),
    });
    expect(answer.statusCode).toBe(202);
    expect((await sites.get('/datasets/sites')).body).toMatchObject({ name: 'sites', generation: expect.any(Number) });
    await app.get(Database).query(`UPDATE import_run SET state = 'aborted', finished_at = now(),
      problem = '{"code":"x","title":{"en":"","fr":""},"detail":{"en":"","fr":""},"outcome":"aborted"}' WHERE state = 'requested'`);
  });
});
