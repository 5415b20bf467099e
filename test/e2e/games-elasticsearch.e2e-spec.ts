import { setTimeout as sleep } from 'node:timers/promises';
import { Generations } from '@hexagone/kernel';
import { Database, Housekeeping } from '@hexagone/platform';
import { FakeElasticsearch } from '../support/fake-elasticsearch';
import { publishGames, type SearchableGame } from '../support/games/searchable-games';
import { type GamesService, serveGames } from '../support/games/service';
import type { Answer } from '../support/sites-service';

const GAMES: readonly SearchableGame[] = [
  { id: 1, name: 'Brumehaven', year: 2010 },
  { id: 2, name: 'Brumehaven 2', year: 2013 },
];

/** Until it holds, or for as long as the test may last. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

describe('games searched with Elasticsearch', () => {
  let fake: FakeElasticsearch;
  let games: GamesService;
  let clock: jest.SpyInstance;
  let ahead = 0;

  beforeAll(async () => {
    const now = Date.now.bind(Date);
    clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
    fake = await FakeElasticsearch.start();
    games = await serveGames({ env: { ELASTICSEARCH_URL: fake.url, GAMES_EMBEDDINGS: 'off' } });
    await publish(...GAMES);
    games.service.app.get(Housekeeping).start();
  });
  afterAll(async () => {
    clock.mockRestore();
    await games.close();
    await fake.stop();
  });

  const publish = (...more: SearchableGame[]): Promise<void> => {
    const { app } = games.service;
    return publishGames({ database: app.get(Database), generations: app.get(Generations) }, more);
  };
  const search = (q = 'brumehaven', more = ''): Promise<Answer> =>
    games.get(`/games/search?q=${encodeURIComponent(q)}&mode=lexical${more}`);
  const meta = async (): Promise<Record<string, unknown>> => (await search()).body['meta'] as Record<string, unknown>;
  const indexed = async (): Promise<boolean> => (await meta())['engine'] === 'elasticsearch';
  const total = async (): Promise<unknown> => (await meta())['total'];
  const pending = async (): Promise<number> =>
    (await games.query<{ n: number }>('SELECT count(*)::integer AS n FROM game_outbox'))[0]?.n ?? -1;

  it('answers from PostgreSQL until the index is there, then from it', async () => {
    await until(indexed);
    const answer = await search('brumehavne');
    expect(answer.body['meta']).toMatchObject({ engine: 'elasticsearch', degraded: false, total: 2 });
    expect(answer.body['meta']).toMatchObject({ suggestions: ['brumehaven'] });
    expect(answer.body['data']).toMatchObject([
      { id: 1, name: 'Brumehaven', highlights: { name: ['<em>Brumehaven</em>'] } },
      { id: 2 },
    ]);
    const suggested = await games.get('/games/suggest?q=brum');
    expect(suggested.body['data']).toMatchObject([{ id: 1 }, { id: 2, year: 2013 }]);
  });

  it('has a change a moment later, under another ETag', async () => {
    const before = await search();
    await publish({ id: 3, name: 'Brumehaven 3' });
    await until(async () => (await total()) === 3);
    const after = await search();
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    expect(
      (await games.get('/games/search?q=brumehaven&mode=lexical', { 'if-none-match': after.headers['etag']! })).status,
    ).toBe(304);
  });

  it('goes on with PostgreSQL while the server is down, and comes back to it', async () => {
    await fake.stop();
    const down = await search();
    expect([down.status, down.headers['etag']]).toEqual([200, undefined]);
    expect(down.body['meta']).toMatchObject({
      ...{ engine: 'postgresql', degraded: true, degraded_reason: 'unreachable', total: 3 },
    });
    await publish({ id: 4, name: 'Brumehaven 4' });
    expect(await meta()).toMatchObject({ degraded: true, total: 4 });
    expect((await games.get('/games/suggest?q=brumehaven%204')).body['data']).toMatchObject([{ id: 4 }]);
    expect((await games.get('/health/ready')).status).toBe(200);
    const asked = fake.requests.length;
    await fake.restart();
    expect(await meta()).toMatchObject({ degraded: true });
    expect(fake.requests.slice(asked).filter(({ path }) => path.endsWith('/_search'))).toEqual([]);
    await until(async () => (await pending()) === 0);
    ahead += 30_000;
    expect(await meta()).toMatchObject({ engine: 'elasticsearch', degraded: false, total: 4 });
  });

  it.each([
    ['timeout', { slow: 3000 }],
    ['overloaded', { status: { of: /_search/, code: 429 } }],
    ['failing', { status: { of: /_search/, code: 503 } }],
    ['refused', { status: { of: /_search/, code: 403 } }],
    ['not-elasticsearch', { page: '<html>A portal</html>' }],
    ['unreachable', { cut: true }],
  ])('answers all the same when the server is %s', async (reason, faults) => {
    fake.faults = faults;
    const answer = await search();
    expect(answer.status).toBe(200);
    expect(answer.body['meta']).toMatchObject({ degraded: true, degraded_reason: reason, total: 4 });
    fake.faults = {};
    await until(indexed);
  });

  it('waits two seconds once, and not at all after three failures', async () => {
    const timeOf = async (): Promise<number> => {
      const begun = performance.now();
      expect((await search()).status).toBe(200);
      return performance.now() - begun;
    };
    fake.faults = { slow: 4000 };
    const waits = [await timeOf(), await timeOf(), await timeOf()];
    for (const wait of waits) expect(wait).toBeGreaterThan(1900);
    const asked = fake.requests.length;
    for (let i = 0; i < 10; i++) await timeOf();
    expect(fake.requests.slice(asked).filter(({ path }) => path.endsWith('/_search'))).toEqual([]);
    fake.faults = {};
    ahead += 30_000;
    await until(indexed);
  });

  it('leaves it to PostgreSQL while much waits to be indexed', async () => {
    fake.faults = { status: { of: /_bulk/, code: 503 } };
    await publish({ id: 5, name: 'Brumehaven 5' });
    await games.query('INSERT INTO game_outbox (game_id) SELECT generate_series(1001, 1500)');
    await until(async () => !(await indexed()));
    const answer = await search();
    expect([answer.status, answer.headers['etag']]).toEqual([200, undefined]);
    expect(answer.body['meta']).toMatchObject({
      ...{ engine: 'postgresql', degraded: true, degraded_reason: 'index-behind', total: 5 },
    });
    const suggested = await games.get('/games/suggest?q=brumehaven%205');
    expect([suggested.body['data'], suggested.headers['etag']]).toEqual([
      [{ id: 5, name: 'Brumehaven 5', year: null, platforms: [] }],
      undefined,
    ]);
    fake.faults = {};
    await until(indexed);
    await until(async () => (await pending()) === 0);
    expect(await meta()).toMatchObject({ engine: 'elasticsearch', degraded: false, total: 5 });
  });

  it('says in /status.json how far the index is behind', async () => {
    const { body } = await games.get('/status.json');
    expect(body['games_search']).toEqual({
      engine: 'elasticsearch',
      pending_changes: 0,
      parked_changes: 0,
      lag_seconds: 0,
    });
  });

  it('answers nothing that only the index still has', async () => {
    await games.query(`UPDATE game SET state = 'gone' WHERE id = 4`);
    const answer = await search('"brumehaven 4"');
    expect([answer.status, answer.body['data']]).toEqual([200, []]);
  });
});
