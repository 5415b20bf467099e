import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { FakeIgdb, type FakeWish } from '../../libs/games/src/infrastructure/igdb/fake/fake-igdb';
import { gamesIn } from '../../libs/games/src/infrastructure/igdb/fake/fake-games';
import { faultsOf } from '../../libs/games/src/infrastructure/igdb/fake/faults';
import { MANNERS } from '../../libs/games/src/infrastructure/igdb/igdb-client';
import { HASTY, igdbRecords } from '../support/games/igdb-import';
import { realFile } from '../support/games/shared-data';
import { until } from '../support/measures-process';
import { openSpine, type Spine } from '../support/spine';

interface Game extends Record<string, unknown> {
  id: number;
  name: string;
  updated_at?: number;
  rating?: number;
}

const games = (count: number, step = 3): Game[] =>
  Array.from({ length: count }, (_, at) => ({
    id: 7 + at * step,
    name: `Lumen Harbor ${String(at)}`,
    updated_at: 1000,
  }));

describe('games of IGDB', () => {
  let spine: Spine;
  let fake: FakeIgdb;
  afterEach(async () => {
    await spine.close();
    await fake.stop();
  });

  async function open(
    wish: FakeWish,
    environment: Readonly<Record<string, string>> = {},
    manners = HASTY,
  ): Promise<void> {
    fake = await FakeIgdb.start({ rate: 10_000, ...wish });
    spine = await openSpine([igdbRecords({ ...fake.environment, ...environment }, manners)]);
  }

  const run = (options: ImportRequest['options'] = {}, more: Partial<ImportRequest> = {}): Promise<readonly RunRow[]> =>
    spine.run({ dataset: 'games-igdb', from: { kind: 'default' }, trigger: 'cli', actor: 'test', options, ...more });
  const live = async (): Promise<number[]> => {
    const rows = await spine.rows<{ key: string }>(
      `SELECT source_key AS key FROM game_record WHERE withdrawn_at IS NULL ORDER BY source_key::bigint`,
    );
    return rows.map(({ key }) => Number(key));
  };
  const idsOf = (all: readonly Game[]): number[] => all.map(({ id }) => id);

  it('come page by page in runs of one batch; a second time, what changed since', async () => {
    const all = games(10_400);
    await open({ games: all });
    const rows = await run();
    expect(rows.map(({ state, read, inserted, details }) => [state, read, inserted, details['covers']])).toEqual([
      ['published', 10_000, 10_000, { after: 0, to: all[9999]!.id }],
      ['published', 400, 400, { after: all[9999]!.id, to: null }],
    ]);
    expect(new Set(rows.map((row) => row.batch_id)).size).toBe(1);
    expect(await live()).toEqual(idsOf(all));
    expect(fake.stats).toEqual({ games: { 200: 22 }, token: { 200: 1 } });

    all[5]!.name = 'Lumen Harbor Anew';
    all[5]!.updated_at = Math.floor(Date.now() / 1000);
    all.push({ id: 99_999, name: 'Quai Sud', updated_at: Math.floor(Date.now() / 1000) });
    expect(await run()).toMatchObject([{ state: 'published', read: 2, inserted: 1, updated: 1, removed: 0 }]);
    expect(await run()).toMatchObject([{ state: 'unchanged', read: 2, unchanged: 2 }]);
  });

  it('come at four requests a second; a token that expires on the way is renewed once', async () => {
    await open({ games: games(1700), rate: 4, faults: faultsOf('401@3')! }, {}, MANNERS);
    expect(await run()).toMatchObject([{ state: 'published', inserted: 1700 }]);
    expect(fake.stats).toEqual({ games: { 200: 5, 401: 1 }, token: { 200: 2 } });
  });

  it('of a sweep that was killed in its second run are gone on with after the first', async () => {
    const all = games(11_200);
    await open({ games: all, faults: faultsOf('500@22')! });
    const script = ['-r', './test/support/run-ts.cjs', './test/support/games/igdb-cli.ts', 'import', 'games-igdb'];
    const own = { DATABASE_URL: spine.url, HEXAGONE_DATA_DIR: spine.dataDir, HEXAGONE_MIGRATE: 'off' };
    const env = { PATH: process.env['PATH'], ...own, ...fake.environment };
    const child = spawn(process.execPath, [...script, '--full'], { env, stdio: 'ignore' });
    await until(() => Promise.resolve(fake.stats['games']?.[500] === 1), 'the second run asks its second page');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await live()).toEqual(idsOf(all.slice(0, 10_000)));

    expect(await run()).toMatchObject([{ state: 'published', inserted: 1200, unchanged: 0, removed: 0 }]);
    expect(await live()).toEqual(idsOf(all));
    // Twenty pages of the first run, one that was lost, then three of the rest and the empty one.
    expect(fake.stats['games']).toEqual({ 200: 25, 500: 1 });
  });

  it('that are gone are withdrawn by a full sweep, in whatever run they would have been, and come back', async () => {
    const all = games(10_200);
    await open({ games: all });
    await run();
    const gone = [...all.splice(10_190, 1), ...all.splice(40, 1)];
    expect(await run()).toMatchObject([{ state: 'unchanged', removed: 0 }]);
    expect(await run({ full: true })).toMatchObject([{ removed: 1 }, { removed: 1 }]);
    expect(await live()).toEqual(idsOf(all));
    all.push(...gone);
    expect((await run({ full: true })).reduce((sum, { updated, inserted }) => sum + updated + inserted, 0)).toBe(2);
    expect(await live()).toEqual(idsOf(all).sort((a, b) => a - b));
  });

  it('are chosen by a filter; one for this time only withdraws nothing', async () => {
    const all = games(60);
    await open({ games: all }, { IGDB_FILTER: 'id > 100' });
    await run();
    const chosen = all.filter(({ id }) => id > 100);
    expect(await live()).toEqual(idsOf(chosen));
    expect(await run({ filter: 'id = 7 | id = 10' })).toMatchObject([{ inserted: 2, removed: 0 }]);
    expect(await run({ filter: 'id ~ 7' })).toMatchObject([{ state: 'failed', problem: { code: 'games.igdb-query' } }]);
    await expect(run({ filter: 'id = 7; limit 1' })).rejects.toThrow(/filter/);
    expect(await live()).toHaveLength(chosen.length + 2);
  });

  it.each([
    ['html@*', 'rejected', 4, 'games.igdb-answer'],
    ['401@*', 'failed', 3, 'games.igdb-refused'],
    ['500@*', 'failed', 3, 'games.igdb-unreachable'],
  ])('stay as they are where IGDB answers %s: %s, exit %i', async (fault, state, exit, code) => {
    const all = games(30);
    await open({ games: all });
    await run();
    const [before] = await spine.rows('SELECT cursor FROM import_cursor');
    const { environment } = fake;
    await fake.stop();
    const port = Number(new URL(environment.IGDB_URL).port);
    fake = await FakeIgdb.start({ games: [], port, faults: faultsOf(fault)! });
    const rows = await run({ full: true });
    expect(rows).toMatchObject([{ state, problem: { code } }]);
    expect(exitCodeOf(rows)).toBe(exit);
    expect(await live()).toEqual(idsOf(all));
    expect(await spine.rows('SELECT cursor FROM import_cursor')).toEqual([before]);
  });

  it('with faults are set aside, each told by its field', async () => {
    await open({ games: [...games(3), { id: 500, name: ' ', rating: 101 }] });
    expect(await run()).toMatchObject([{ read: 4, inserted: 3, rejected: 1 }]);
    expect(await spine.rows('SELECT field, code FROM import_reject ORDER BY ordinal')).toEqual([
      { field: 'name', code: 'name_missing' },
      { field: 'rating', code: 'rating_malformed' },
    ]);
  });

  it('of a file are the same records, and withdraw nothing unless it is said to be full', async () => {
    const all = games(30);
    await open({ games: all });
    await run();
    const from = (content: readonly Game[]): Partial<ImportRequest> => ({
      from: { kind: 'path', path: spine.file(JSON.stringify(content), 'igdb.json') },
    });
    expect(await run({}, from(all))).toMatchObject([{ state: 'unchanged', unchanged: 30 }]);
    expect(await run({}, from([{ id: 8, name: 'Quai Sud' }]))).toMatchObject([{ inserted: 1, removed: 0 }]);
    const sure = { acceptGuards: ['mass-delete'], reason: 'one of thirty is gone' };
    expect(await run({ full: true }, { ...from(all), ...sure })).toMatchObject([{ state: 'published', removed: 1 }]);
    expect(await live()).toEqual(idsOf(all));
  });

  it('leave no secret in the ledger', async () => {
    await open({ games: games(3), faults: faultsOf('401@*')! }, { IGDB_CLIENT_SECRET: 'hush-hush' });
    await run();
    expect(JSON.stringify(await spine.rows('SELECT * FROM import_run'))).not.toContain('hush');
  });

  const folder = realFile('igdb-2017');
  (folder === null ? it.skip : it)('of 2017 are all taken', async () => {
    await open({ games: await gamesIn(folder!) });
    expect(await run()).toMatchObject([{ state: 'published', read: 967, inserted: 967, rejected: 0 }]);
    const [dates] = await spine.rows(`SELECT count(*) FILTER (WHERE first_year IS NULL) AS none,
      count(*) FILTER (WHERE first_precision = 'year') AS year FROM game_record`);
    expect(dates).toEqual({ none: '42', year: '82' });
    expect(await run({ full: true })).toMatchObject([{ state: 'unchanged', unchanged: 967 }]);
  });
});
