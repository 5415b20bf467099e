import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { QueryVectors } from '../../libs/games/src/application/vectors/query-vectors';
import { EmbeddingChore } from '../../libs/games/src/infrastructure/vectors/embedding-chore';
import { publishGames, type SearchableGame } from '../support/games/searchable-games';
import { bearer, machine } from '../support/identity';
import { type Answer, serveSites, type SitesService } from '../support/sites-service';

const GAMES: readonly SearchableGame[] = [
  {
    id: 1,
    name: 'Meadow Rally',
    genres: ['racing'],
    summary: { en: 'Race fast cars over meadows.' },
    platforms: ['pc'],
    year: 2001,
  },
  {
    id: 2,
    name: 'Meadow Rally 2',
    genres: ['racing'],
    summary: { en: 'Race faster cars.' },
    platforms: ['wii'],
    year: 2003,
  },
  { id: 3, name: 'Quiet Chess', genres: ['puzzle'], summary: { en: 'A board game of kings and pawns.' }, year: 2004 },
  { id: 4, name: 'Meadow Rally Tracks', kind: 'dlc', genres: ['racing'] },
  { id: 5, name: 'Meadow Ghost', state: 'gone' },
];

const idsOf = ({ body }: Answer): number[] => (body['data'] as { id: number }[]).map(({ id }) => id);
const metaOf = ({ body }: Answer): Record<string, unknown> => body['meta'] as Record<string, unknown>;

describe('search of games', () => {
  let served: SitesService;
  let get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  beforeAll(async () => {
    served = await serveSites({ access: 'open', env: { GAMES_EMBEDDINGS: 'hash' } });
    const { app } = served.service;
    const token = await machine(app, 'games:read');
    get = (path, headers) => served.get(path, { ...token, ...headers });
    await publishGames({ database: app.get(Database), generations: app.get(Generations) }, GAMES);
  });
  afterAll(() => served.close());

  const faults = ({ body }: Answer): unknown =>
    (body['errors'] as { parameter: string; code: string }[]).map(({ parameter, code }) => [parameter, code]);

  it('is items with score, places and highlights, by words alone while games are being embedded', async () => {
    const answer = await get('/games/search?q=maedow');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', etag: expect.any(String) });
    expect(metaOf(answer)).toEqual({
      ...{ limit: 20, has_more: false, total: 2, page: 1, mode: 'hybrid', engine: 'postgresql', degraded: false },
      ...{ semantic: 'building', semantic_missing: 4, suggestions: ['meadow'] },
    });
    expect((answer.body['data'] as unknown[])[0]).toEqual({
      ...{ id: 1, name: 'Meadow Rally', kind: 'game', first_release_date: null, first_release_year: 2001 },
      ...{ first_release_precision: null, platforms: ['pc'], genres: ['racing'], developers: [], publishers: [] },
      ...{ rating: null, rating_count: null, critic_rating: null, sales_million: null, cover: null, sources: ['igdb'] },
      ...{ synthetic: true, score: expect.any(Number), ranks: { lexical: 1, semantic: null } },
      highlights: { name: ['<em>Meadow</em> Rally'] },
    });
  });

  it('fuses words and meaning once games are embedded, under a tag of its own', async () => {
    const before = (await get('/games/search?q=cars')).headers['etag'];
    const { app } = served.service;
    await app.get(EmbeddingChore).now({ signal: new AbortController().signal });
    const answer = await get('/games/search?q=cars');
    expect(metaOf(answer)).toMatchObject({ semantic: 'ready', mode: 'hybrid' });
    expect(idsOf(answer).slice(0, 2).sort()).toEqual([1, 2]);
    expect(answer.headers['etag']).not.toBe(before);
    const again = await get('/games/search?q=cars', { 'if-none-match': String(answer.headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
    const meant = await get('/games/search?q=meadow+rally+race&mode=semantic&limit=1');
    expect((meant.body['data'] as { ranks: unknown }[])[0]?.ranks).toEqual({ lexical: null, semantic: 1 });
  });

  it('is asked again where meaning could not be asked: no tag says that nothing has changed', async () => {
    const model = jest.spyOn(served.service.app.get(QueryVectors), 'of').mockRejectedValueOnce(new Error('no model'));
    const answer = await get('/games/search?q=cars');
    model.mockRestore();
    expect([answer.status, metaOf(answer)['semantic'], answer.headers['etag']]).toEqual([
      200,
      'unavailable',
      undefined,
    ]);
    expect((await get('/games/search?q=cars')).headers['etag']).toEqual(expect.any(String));
  });

  it('pages, filters and takes names as they are', async () => {
    const first = await get('/games/search?q=meadow&mode=lexical&limit=1');
    expect([idsOf(first), metaOf(first)['total']]).toEqual([[1], 2]);
    const { next } = first.body['links'] as { next: string };
    const second = await get(next);
    expect([idsOf(second), metaOf(second)]).toEqual([[2], expect.objectContaining({ page: 2, has_more: false })]);
    expect((second.body['links'] as { prev: string }).prev).toContain('page=1');
    expect(idsOf(await get('/games/search?q=meadow&mode=lexical&kind=all'))).toEqual([1, 2, 4]);
    expect(idsOf(await get('/games/search?q=meadow&mode=lexical&platform=wii'))).toEqual([2]);
    expect(idsOf(await get('/games/search?q=meadow&mode=lexical&year[lt]=2002'))).toEqual([1]);
    const none = await get('/games/search?q=maedow&mode=exact');
    expect([none.status, idsOf(none), metaOf(none)]).toEqual([
      200,
      [],
      expect.objectContaining({ total: 0, suggestions: ['meadow'], mode: 'exact' }),
    ]);
    const many = await get('/games/search?q=meadow&limit=1000');
    expect([metaOf(many)['limit'], many.headers['x-limit']]).toEqual([100, '100']);
  });

  type Counts = Readonly<Record<string, readonly { value: string | number; label: string; count: number }[]>>;
  const facetsOf = ({ body }: Answer): Counts => body['facets'] as Counts;

  it.each([
    'q=meadow&mode=lexical',
    'q=meadow+-tracks&mode=lexical&kind=all',
    'q=maedow&mode=lexical&platform=wii',
    'q=meadow+rally&mode=exact&kind[in]=game,dlc&year[gte]=2001',
    'q=race+cars&mode=semantic&genre=racing',
    'q=raly+cars&mode=hybrid&kind=all&genre=racing&platform=pc',
  ])('counts what it finds: %s', async (asked) => {
    const { app } = served.service;
    await app.get(EmbeddingChore).now({ signal: new AbortController().signal });
    const facets = facetsOf(await get(`/games/search?${asked}&limit=1&facets=platform,genre,company,year,kind`));
    expect(Object.keys(facets)).toEqual(['platform', 'genre', 'company', 'year', 'kind']);
    expect(facets['kind']).not.toEqual([]);
    for (const [facet, values] of Object.entries(facets))
      for (const { value, count } of values) {
        const rest = asked.split('&').filter((part) => part.split(/[=[]/)[0] !== facet);
        const answer = await get(`/games/search?${rest.join('&')}&${facet}=${value}`);
        expect([facet, value, metaOf(answer)['total']]).toEqual([facet, value, count]);
      }
  });

  it('labels what it counts in the language of the reader, and counts nothing that is not asked for', async () => {
    const counted = '/games/search?q=meadow&mode=lexical&facets=genre,platform';
    const french = await get(counted, { 'accept-language': 'fr' });
    expect(facetsOf(french)).toEqual({
      genre: [{ value: 'racing', label: 'Course', count: 2 }],
      platform: [
        { value: 'pc', label: expect.any(String), count: 1 },
        { value: 'wii', label: 'Wii', count: 1 },
      ],
    });
    expect(facetsOf(await get(counted))['genre']).toEqual([{ value: 'racing', label: 'Racing', count: 2 }]);
    expect((await get('/games/search?q=meadow')).body).not.toHaveProperty('facets');
  });

  it('tells how many games meaning cannot find yet, under another tag once it finds all', async () => {
    const { app } = served.service;
    const asked = '/games/search?q=vanishing+lighthouse';
    const embed = (): Promise<unknown> => app.get(EmbeddingChore).now({ signal: new AbortController().signal });
    const more = Array.from({ length: 40 }, (_, i) => ({ id: 101 + i, name: `Lighthouse ${i}`, year: 1990 }));
    const publish = (games: readonly SearchableGame[]): Promise<void> =>
      publishGames({ database: app.get(Database), generations: app.get(Generations) }, games);
    await publish(more);
    await embed();
    const whole = await get(asked);
    expect(metaOf(whole)).not.toHaveProperty('semantic_missing');
    await publish([{ id: 141, name: 'Vanishing Lighthouse', year: 1990 }]);
    const partly = await get(asked);
    expect(metaOf(partly)).toMatchObject({ semantic: 'ready', semantic_missing: 1 });
    expect(metaOf(await get(`${asked}&mode=semantic`))).toMatchObject({ semantic: 'ready', semantic_missing: 1 });
    expect(metaOf(await get(`${asked}&mode=lexical`))).not.toHaveProperty('semantic_missing');
    await embed();
    const again = await get(asked, { 'if-none-match': String(partly.headers['etag']) });
    expect([again.status, metaOf(again)['semantic']]).toEqual([200, 'ready']);
    expect(metaOf(again)).not.toHaveProperty('semantic_missing');
    await publish(more.concat({ id: 141, name: '', year: 1990 }).map((game) => ({ ...game, state: 'gone' })));
  });

  it('suggests names', async () => {
    const { status, body } = await get('/games/suggest?q=mead&limit=1');
    expect([status, body['data'], body['meta']]).toEqual([
      200,
      [{ id: 1, name: 'Meadow Rally', year: 2001, platforms: ['pc'] }],
      { limit: 1, has_more: false },
    ]);
    expect(idsOf(await get('/games/suggest?q=rally+maed'))).toEqual([1, 2, 4]);
    expect((await get('/games/suggest?q=x&limit=21')).headers['x-limit']).toBe('20');
  });

  it.each([
    ['/games/search', [['q', 'missing']]],
    ['/games/search?q=', [['q', 'not-a-text']]],
    [`/games/search?q=${'a'.repeat(201)}`, [['q', 'not-a-text']]],
    ['/games/search?q=a&mode=foo', [['mode', 'not-a-choice']]],
    ['/games/search?q=a&facets=genres', [['facets', 'not-a-list']]],
    ['/games/search?q=a&platfrom=x', [['platfrom', 'unknown']]],
    ['/games/search?q=a&page=0', [['page', 'not-a-whole-number']]],
    ['/games/search?q=a&year=x', [['year', 'invalid-value']]],
    ['/games/suggest', [['q', 'missing']]],
    [`/games/suggest?q=${'a'.repeat(101)}`, [['q', 'not-a-text']]],
    ['/games/suggest?q=a&limit=0', [['limit', 'not-a-whole-number']]],
  ])('%s is refused', async (path, expected) => {
    const answer = await get(path);
    expect([answer.status, faults(answer)]).toEqual([400, expected]);
  });

  it.each(['/games/search?q=%00', '/games/suggest?q=a%00'])('%s is refused', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it.each([
    "'",
    '"',
    '\\',
    'a & | ! ( ) : *',
    "x' | 'y",
    '%',
    '_',
    '<->',
    '-',
    '😀',
    'a'.repeat(200),
    '١٢',
    "l'",
    "'; DROP",
  ])('%s does no harm', async (q) => {
    for (const route of ['search?mode=lexical&', 'search?mode=exact&', 'search?', 'suggest?']) {
      const { status, text } = await get(
        `/games/${route}q=${encodeURIComponent(q.slice(0, route === 'suggest?' ? 100 : 200))}`,
      );
      expect([route, status, status === 200 ? '' : text]).toEqual([route, 200, '']);
    }
  });

  it('needs a token that may read games, in open mode too', async () => {
    const { app } = served.service;
    const refused = await served.service.app.inject({ url: '/games/search?q=a' });
    expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([401, expect.any(String)]);
    const other = await machine(app, 'sites:read');
    expect((await served.get('/games/suggest?q=a', other)).status).toBe(403);
    expect((await served.get('/games/search?q=a', bearer('x'))).status).toBe(401);
  });
});
