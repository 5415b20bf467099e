import { type CliCommand, Database, programOf } from '@hexagone/platform';
import { SeedSitesCommand } from '../../libs/sites/src/infrastructure/cli/seed-sites.command';
import { french, serveSites, type SitesService } from '../support/sites-service';

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: unknown;
}

describe('hexagone seed sites', () => {
  let sites: SitesService;
  const language = process.env['LC_ALL'];
  beforeAll(async () => {
    process.env['LC_ALL'] = 'C';
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(async () => {
    if (language === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = language;
    await sites.close();
  });

  async function hexagone(...words: string[]): Promise<Outcome> {
    const heard = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        heard[stream] += String(text);
        return true;
      }),
    );
    try {
      const commands: CliCommand[] = [sites.service.app.get(SeedSitesCommand)];
      await programOf(commands, '0').parseAsync(words, { from: 'user' });
      return heard;
    } catch (error) {
      return { ...heard, error };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }
  const seed = async (...more: string[]): Promise<unknown> => {
    const { stdout, error } = await hexagone('seed', 'sites', '--today', '2026-11-20', '--json', ...more);
    if (error) throw error as Error;
    return JSON.parse(stdout);
  };
  const dataOf = async (path: string): Promise<readonly Record<string, unknown>[]> =>
    (await sites.get(path)).body['data'] as readonly Record<string, unknown>[];

  const EVERYTHING = { sites: 10, groups: 4, links: 15, nestings: 1 };
  const NOTHING = { sites: 0, groups: 0, links: 0, nestings: 0 };

  it('makes the set, and the second time nothing', async () => {
    expect(await seed()).toEqual({
      today: '2026-11-20',
      removed: { sites: 0, groups: 0 },
      created: EVERYTHING,
      moved: [],
    });
    expect(await seed()).toMatchObject({ created: NOTHING, moved: [] });
    expect(await dataOf('/sites?sort=installation_date&limit=1')).toMatchObject([
      { name: 'Site France 5', installation_date: '2026-11-05' },
    ]);
    expect(await dataOf('/sites?country=italy&sort=-efficiency&limit=1')).toMatchObject([
      { name: 'Site Italia 5', efficiency: 0.84, installation_date: '2026-12-19' },
    ]);
    const groups = await dataOf('/groups?sort=name');
    expect(groups.map(({ type, site_count }) => [type, site_count])).toEqual([
      ['group2', 5],
      ['group3', 0],
      ['group1', 5],
      ['group2', 5],
    ]);
    expect(groups[2]?.['parent_ids']).toEqual([groups[0]?.['id']]);
    expect(await sites.query<{ actor: string }>('SELECT DISTINCT actor FROM site_changes')).toEqual([{ actor: 'cli' }]);
  });

  it('makes again what was taken away, and nothing else', async () => {
    await seed();
    const [site] = await dataOf('/sites?name=Site%20Italia%203');
    await sites.delete(`/sites/${String(site?.['id'])}`);
    const [parent] = await dataOf('/groups?name=Groupe%201');
    const [child] = await dataOf('/groups?name=Groupe%203');
    await sites.delete(`/groups/${String(parent?.['id'])}/children/${String(child?.['id'])}`);
    // Italia 3 is the eighth: one link.
    expect(await seed()).toMatchObject({ created: { sites: 1, groups: 0, links: 1, nestings: 1 } });
  });

  it('moves to the nearest earlier free day, and says so', async () => {
    for (const day of ['2026-11-17', '2026-11-16', '2026-11-14'])
      expect((await sites.post('/sites', french(day))).status).toBe(201);
    const { stdout, stderr } = await hexagone('seed', 'sites', '--today', '2026-11-20');
    expect(stdout).toBe('created: sites 10, groups 4, links 15, nestings 1\n');
    expect(stderr.trim().split('\n')).toEqual([
      'Site France 1: 2026-11-17 is taken, installed on 2026-11-15',
      'Site France 2: 2026-11-14 is taken, installed on 2026-11-13',
    ]);
    expect(await seed()).toMatchObject({ created: NOTHING, moved: [] });
  });

  it('goes back as far as it must', async () => {
    await sites.query(
      `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
       SELECT 'FR', 'x', day, 1, 1, 1 FROM generate_series('2025-01-02'::date, '2026-11-17', '1 day') AS day`,
    );
    expect(await seed()).toMatchObject({
      moved: expect.arrayContaining([{ name: 'Site France 1', wanted: '2026-11-17', installed: '2025-01-01' }]),
    });
  });

  it('resets what bears its names alone', async () => {
    await seed();
    await sites.post('/sites', french('2026-01-01', { name: 'mine' }));
    await sites.post('/sites', french('2026-01-02', { name: 'Site France 1' }));
    await sites.post('/groups', { name: 'my group', type: 'group1' });
    expect(await seed('--reset')).toMatchObject({ removed: { sites: 11, groups: 4 }, created: EVERYTHING });
    expect((await dataOf('/sites?limit=100')).map(({ name }) => name).filter((name) => name === 'mine')).toHaveLength(
      1,
    );
    expect(await dataOf('/groups')).toHaveLength(5);
    const { stdout } = await hexagone('seed', 'sites', '--today', '2026-11-20', '--reset');
    expect(stdout).toBe('removed: sites 10, groups 4\ncreated: sites 10, groups 4, links 15, nestings 1\n');
  });

  it.each(['2026-02-30', '20261120', 'today', '1799-01-01', '9999-01-01', ''])(
    'refuses the day %j, and writes nothing',
    async (day) => {
      const { error } = await hexagone('seed', 'sites', '--today', day);
      expect(error).toMatchObject({ name: 'CommanderError', message: expect.stringContaining('--today') });
      expect(await sites.query('SELECT FROM sites')).toEqual([]);
    },
  );

  it('begins today where no day is told, and speaks French to a French terminal', async () => {
    process.env['LC_ALL'] = 'fr_FR.UTF-8';
    const { stdout } = await hexagone('seed', 'sites');
    process.env['LC_ALL'] = 'C';
    expect(stdout).toBe('créés : sites 10, groupes 4, appartenances 15, imbrications 1\n');
    const today = (
      await sites.service.app
        .get(Database)
        .query<{ day: string }>(
          `SELECT to_char(installation_date + 3, 'YYYY-MM-DD') AS day FROM sites WHERE name = 'Site France 1'`,
        )
    ).rows[0]?.day;
    expect(Math.abs(Date.parse(`${String(today)}T12:00:00Z`) - Date.now())).toBeLessThan(48 * 3_600_000);
  });

  it('explains itself with an example', async () => {
    expect((await hexagone('seed', 'sites', '--help')).stdout).toContain('Example:\n  hexagone seed sites');
  });
});
