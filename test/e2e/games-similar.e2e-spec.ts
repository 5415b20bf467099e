import { Database } from '@hexagone/platform';
import { EmbeddingChore } from '../../libs/games/src/infrastructure/vectors/embedding-chore';
import { type GoldenRow, goldenRows } from '../support/games/golden-rows';
import { machine } from '../support/identity';
import { type Answer, serveSites, type SitesService } from '../support/sites-service';

const RACING = { genres: ['racing'], keywords: ['cars'] };
const GAMES: readonly GoldenRow[] = [
  {
    id: 1,
    name: 'Meadow Rally',
    ...RACING,
    companies: ['tin-whistle'],
    summary: 'Race fast cars over meadows.',
    year: 2001,
  },
  {
    id: 2,
    name: 'Harbour Rally',
    ...RACING,
    companies: ['tin-whistle'],
    summary: 'Race fast cars along a harbour.',
    year: 2002,
  },
  {
    id: 3,
    name: 'Desert Rally',
    ...RACING,
    companies: ['owlworks'],
    summary: 'Race fast cars in the desert.',
    year: 2003,
  },
  { id: 4, name: 'Quiet Chess', genres: ['puzzle'], summary: 'A board game of kings and pawns.', year: 2004 },
  { id: 5, name: 'Meadow Rally: Gold Edition', ...RACING, summary: 'Race fast cars over meadows.' },
  { id: 6, name: 'Meadow Rally Pocket', ...RACING, summary: 'Race fast cars over meadows.' },
  { id: 7, name: 'Rally of old', ...RACING, summary: 'Race fast cars.', state: 'merged', mergedInto: 2 },
  { id: 8, name: 'Rally Tracks', ...RACING, summary: 'More tracks for fast cars.', kind: 'dlc' },
];

const RECORD = `
  INSERT INTO game_record (source, source_key, raw, raw_sha256, facts, title, title_key, match_keys, numbers, numeral_form,
    composite, notes, kind, external_ids, edition_of, port_of, edition, families, company_keys, synthetic, fetched_at, run_id,
    source_line)
  VALUES ('igdb', $1, '{}', '', '{}', $2, $2, ARRAY[$2], '{}', '', false, '{}', 'game', '{}', $3, $4, $5, '{}', '{}', true,
    now(), 1, 1) RETURNING id`;

interface Told {
  readonly key?: string;
  readonly editionOf?: string;
  readonly portOf?: string;
  readonly edition?: string;
}

/** A record of that game, and its id. */
async function record(database: Database, game: number, told: Told = {}): Promise<string> {
  const { key = `title ${game}`, editionOf = null, portOf = null, edition = null } = told;
  const { rows } = await database.query<{ id: string }>(RECORD, [String(game), key, editionOf, portOf, edition]);
  const { id } = rows[0]!;
  await database.query(
    `INSERT INTO game_member (record_id, game_id, role, rule, confidence) VALUES ($1, $2, 'main', 'alone', 1)`,
    [id, game],
  );
  return id;
}

const idsOf = ({ body }: Answer): number[] => (body['data'] as { id: number }[]).map(({ id }) => id);

describe.each(['hash', 'use-lite'])('similar games, by %s', (model) => {
  let served: SitesService;
  let get: (path: string) => Promise<Answer>;
  beforeAll(async () => {
    served = await serveSites({ env: { GAMES_EMBEDDINGS: model } });
    const { app } = served.service;
    const headers = await machine(app, 'games:read');
    get = (path) => served.get(path, headers);
    const database = app.get(Database);
    await goldenRows(database, GAMES);
    await record(database, 1);
    await record(database, 5, { editionOf: '1' });
    await record(database, 6, { portOf: '1' });
  });
  afterAll(() => served.close());

  it('are not known before they are embedded, and the answer says so', async () => {
    const { status, body, headers } = await get('/games/1/similar');
    expect([status, body['data'], body['meta']]).toEqual([
      200,
      [],
      { limit: 10, has_more: false, degraded: true, degraded_reason: 'embeddings-building' },
    ]);
    const outcome = await served.service.app.get(EmbeddingChore).now({ signal: new AbortController().signal });
    expect(outcome).toMatchObject({ embedded: 7, wordless: 0 });
    const later = await get('/games/1/similar');
    expect(later.body['meta']).toEqual({ limit: 10, has_more: false, degraded: false });
    expect(later.headers['etag']).not.toBe(headers['etag']);
    expect(later.headers['cache-control']).toBe('private, no-cache');
  });

  it('come nearest first, with what they share: never the game itself, its edition or its port', async () => {
    const answer = await get('/games/1/similar');
    const [first, second, last] = answer.body['data'] as Record<string, unknown>[];
    expect(idsOf(answer).slice(0, 2).sort()).toEqual([2, 3]);
    expect(idsOf(answer)).toHaveLength(3);
    expect(last).toMatchObject({ id: 4, name: 'Quiet Chess', why: { genres: [], keywords: [], companies: [] } });
    expect([first!, second!].find(({ id }) => id === 2)).toMatchObject({
      kind: 'game',
      why: { genres: ['racing'], keywords: ['cars'], companies: ['tin-whistle'] },
    });
    const scores = [first, second, last].map((game) => game!['score'] as number);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeLessThan(1);
  });

  it.each([5, 6])('of an edition or a port, %i, leave out what it is one of, and the other such', async (id) => {
    expect(idsOf(await get(`/games/${id}/similar`)).sort()).toEqual([2, 3, 4]);
  });

  it('leave out an edition by its title, and what is held to be a port until somebody decides', async () => {
    const database = served.service.app.get(Database);
    await record(database, 3, { key: 'title 4', edition: 'gold' });
    const [chess, harbour] = [await record(database, 4), await record(database, 2)];
    await database.query(
      `INSERT INTO game_review (record_id, candidate_id, reason, confidence, evidence) VALUES ($1, $2, 'late_port', 0.85, '{}')`,
      [chess, harbour],
    );
    expect(idsOf(await get('/games/4/similar')).sort()).toEqual([1, 5, 6]);
    await database.query(`UPDATE game_review SET state = 'rejected'`);
    expect(idsOf(await get('/games/4/similar')).sort()).toEqual([1, 2, 5, 6]);
  });

  it('are those that the filters leave, games alone unless asked', async () => {
    expect(idsOf(await get('/games/1/similar?genre=puzzle'))).toEqual([4]);
    expect(idsOf(await get('/games/1/similar?year[gte]=2003')).sort()).toEqual([3, 4]);
    expect(idsOf(await get('/games/1/similar?kind=dlc'))).toEqual([8]);
    expect(idsOf(await get('/games/1/similar?kind=all'))).toContain(8);
    expect(idsOf(await get('/games/1/similar?limit=1'))).toHaveLength(1);
  });

  it('answer a merged id with the way to the one that it is now', async () => {
    const { status, headers, body } = await get('/games/7/similar');
    expect([status, headers['location'], body]).toEqual([301, '/games/2/similar', { id: 7, merged_into: 2 }]);
  });

  it.each([
    ['/games/abc/similar', 400],
    ['/games/99/similar', 404],
    ['/games/99999999999999999999/similar', 404],
    ['/games/1/similar?limit=0', 400],
    ['/games/1/similar?platfrom=x', 400],
    ['/games/1/similar?sort=name', 400],
  ])('refuse %s with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('are at most fifty', async () => {
    const { headers, body } = await get('/games/1/similar?limit=1000');
    expect([headers['x-limit'], (body['meta'] as { limit: number }).limit]).toEqual(['50', 50]);
  });

  it('are for those who may read games', async () => {
    const { app } = served.service;
    expect((await served.get('/games/1/similar', { authorization: 'Bearer none' })).status).toBe(401);
    expect((await served.get('/games/1/similar', await machine(app, 'sites:read'))).status).toBe(403);
  });

  it('are embedded anew by the service where a game has changed, and only then', async () => {
    const { app } = served.service;
    const { signal } = new AbortController();
    expect(await app.get(EmbeddingChore).now({ signal })).toMatchObject({ embedded: 0 });
    await goldenRows(app.get(Database), [
      { id: 4, name: 'Loud Rally', ...RACING, summary: 'Race fast cars over meadows.' },
    ]);
    expect(await app.get(EmbeddingChore).now({ signal })).toMatchObject({ embedded: 1 });
    expect(idsOf(await get('/games/1/similar'))[0]).toBe(4);
  });
});

describe('similar games without embeddings', () => {
  it('are none, and the answer says why', async () => {
    const served = await serveSites({ env: { GAMES_EMBEDDINGS: 'off' } });
    const { app } = served.service;
    await goldenRows(app.get(Database), GAMES);
    const { body } = await served.get('/games/1/similar', await machine(app, 'games:read'));
    expect(body).toMatchObject({ data: [], meta: { degraded: true, degraded_reason: 'embeddings-off' } });

    await served.close();
  });
});
