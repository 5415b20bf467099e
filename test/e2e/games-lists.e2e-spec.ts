import { Generations } from '@hexagone/kernel';
import { type GamesService, serveGames } from '../support/games/service';
import { type Answer, refusal } from '../support/sites-service';

type Item = Readonly<Record<string, unknown>> & { readonly id: number; readonly name: string };
interface Page {
  readonly data: readonly Item[];
  readonly meta: { readonly total: number; readonly limit: number };
  readonly facets: Readonly<Record<string, readonly { value: string | number; label: string; count: number }[]>>;
}
const pageOf = ({ status, text, body }: Answer): Page => {
  if (status !== 200) throw new Error(text);
  return body as unknown as Page;
};

const FACETS = ['platform', 'genre', 'company', 'year', 'kind'];

describe('games of a generated world', () => {
  let games: GamesService;
  beforeAll(async () => {
    games = await serveGames({ access: 'open' });
    await games.loadSample({ games: 80, seed: 3 });
  }, 120_000);
  afterAll(() => games.close());

  const page = async (query: string): Promise<Page> => pageOf(await games.get(`/games?${query}`));
  const total = async (query: string): Promise<number> => (await page(`limit=1&${query}`)).meta.total;
  const all = async (query: string): Promise<readonly Item[]> =>
    (await games.walk(`/games?limit=100&${query}`)).flatMap((answer) => pageOf(answer).data);

  it('are games alone, unless kind asks for more', async () => {
    const kinds = (items: readonly Item[]): unknown[] => [...new Set(items.map(({ kind }) => kind))].sort();
    expect(kinds(await all(''))).toEqual(['game']);
    expect(kinds(await all('kind=all'))).toEqual(expect.arrayContaining(['bundle', 'dlc', 'game']));
    expect(kinds(await all('kind=dlc'))).toEqual(['dlc']);
    expect(kinds(await all('kind[ne]=game'))).not.toContain('game');
    expect(await total('kind=all')).toBe((await total('kind=game')) + (await total('kind[ne]=game')));
  });

  it('have the members of an item, in order, whatever is known of them', async () => {
    const [first] = (await page('limit=1&kind=all')).data;
    expect(Object.keys(first ?? {})).toEqual([
      ...['id', 'name', 'kind', 'first_release_date', 'first_release_year', 'first_release_precision'],
      ...['platforms', 'genres', 'developers', 'publishers', 'rating', 'rating_count', 'critic_rating'],
      ...['sales_million', 'cover', 'sources', 'synthetic'],
    ]);
    for (const item of await all('kind=all'))
      expect(item['first_release_date'] !== null).toBe(item['first_release_precision'] === 'day');
    expect((await page('limit=1&fields=name,id')).data.map(Object.keys)).toEqual([['name', 'id']]);
  });

  it.each([
    '',
    'kind=all',
    'platform=pc',
    'genre[in]=racing,sport&year[gte]=2000',
    'year[between]=1985,2024&kind[ne]=game',
    'platform[ne]=pc&source=igdb&rating[null]=false',
    'company=bear-and-bell&facets=company',
  ])('have counts that are totals with that value: %s', async (query) => {
    const filters = new URLSearchParams(query);
    filters.set('facets', FACETS.join());
    const { facets } = await page(`limit=1&${filters}`);
    expect(Object.keys(facets)).toEqual(FACETS);
    for (const [facet, values] of Object.entries(facets)) {
      expect(values.length).toBeGreaterThan(0);
      expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).sort((a, b) => b - a));
      const others = [...filters].filter(([name]) => name !== 'facets' && name.replace(/\[.*/, '') !== facet);
      for (const { value, count } of values.slice(0, 12)) {
        const applied = new URLSearchParams([...others, [facet, String(value)]]);
        expect([facet, value, await total(String(applied))]).toEqual([facet, value, count]);
      }
    }
  });

  it('are counted under labels in the language asked for', async () => {
    const labels = async (language: string): Promise<unknown> => {
      const answer = await games.get('/games?facets=genre,kind,year&genre=sport', { 'accept-language': language });
      const { genre, kind, year } = pageOf(answer).facets;
      const labelled = (list: typeof genre, value: unknown): unknown => list?.find((one) => one.value === value)?.label;
      return [labelled(genre, 'strategy'), labelled(kind, 'game'), labelled(year, year?.[0]?.value)];
    };
    const [, , year] = (await labels('en')) as string[];
    expect(await labels('en')).toEqual(['Strategy', 'Game', expect.stringMatching(/^\d{4}$/)]);
    expect(await labels('fr')).toEqual(['Stratégie', 'Jeu', year]);
    expect(await page('limit=1')).not.toHaveProperty('facets');
    expect(refusal(await games.get('/games?facets=genre,genres'))).toBe('400 platform.invalid-parameters ?facets');
  });

  it('are found by slug or id, and by parts of a name without accents and case', async () => {
    const [{ id, slug } = { id: 0, slug: '' }] = await games.query<{ id: number; slug: string }>(
      `SELECT id, slug FROM game_company WHERE slug = 'bear-and-bell'`,
    );
    expect(await total(`company=${id}`)).toBe(await total(`company=${slug}`));
    expect(await total(`company=${slug}`)).toBeGreaterThan(0);
    expect(await total('platform=6')).toBe(await total('platform=pc'));
    expect(await total('country=250')).toBe(await total('country=fr'));
    const [{ name } = { name: '' }] = (await page('limit=1')).data;
    const loud = name.toUpperCase().replaceAll('E', 'É');
    expect((await page(`name=${loud}`)).data.map((item) => item.name)).toEqual([name]);
    const words = await all(`name[contains]=${encodeURIComponent(loud.slice(3, 9))}`);
    expect(words.map((item) => item.name)).toContain(name);
    expect((await all(`name[starts]=${loud.slice(0, 4)}`)).map((item) => item.name)).toContain(name);
    expect(await total('name[contains]=.*')).toBe(0);
  });

  it.each([
    '-rating',
    'rating',
    'name',
    '-name',
    'first_release_date',
    '-sales_million',
    'critic_rating',
    '-rating_count',
  ])('are walked through without gap and repeat, what lacks the key last: sort=%s', async (sort) => {
    const key = sort.replace('-', '');
    const items = (await games.walk(`/games?limit=7&kind=all&sort=${sort}`)).flatMap((answer) => pageOf(answer).data);
    expect(new Set(items.map(({ id }) => id)).size).toBe(await total('kind=all'));
    expect(items).toHaveLength(await total('kind=all'));
    const there = items.map((item) => item[key] !== null);
    expect(there).toEqual([...there].sort((a, b) => Number(b) - Number(a)));
    if (key === 'name') return;
    const values = items.flatMap((item) => (item[key] === null ? [] : [item[key] as number]));
    const ascending = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
    expect(values).toEqual(sort.startsWith('-') ? ascending.reverse() : ascending);
  });

  it('are clamped to a hundred, and say so', async () => {
    const answer = await games.get('/games?limit=1000');
    expect([answer.headers['x-limit'], pageOf(answer).meta.limit]).toEqual(['100', 100]);
  });

  it('refuse what they do not know, with the nearest that they do', async () => {
    const sorted = await games.get('/games?sort=foo');
    expect(refusal(sorted)).toBe('400 platform.invalid-parameters ?sort');
    const misspelt = await games.get('/games?platfrom=x');
    expect(refusal(misspelt)).toBe('400 platform.invalid-parameters ?platfrom');
    expect(misspelt.text).toContain('did you mean platform?');
    expect(refusal(await games.get('/games?sort=raing'))).toContain('?sort');
    expect((await games.get('/games?sort=raing')).text).toContain('did you mean rating?');
    expect(refusal(await games.get('/games?kind=jeu&year=soon'))).toBe('400 platform.invalid-parameters ?kind ?year');
    expect((await games.get('/games?name=%00')).status).toBe(400);
  });

  it('are exported whole', async () => {
    const count = await total('kind=all');
    const csv = await games.get('/games?kind=all&format=csv');
    expect(csv.text.trim().split('\n')).toHaveLength(count + 1);
    expect(csv.text).toMatch(/^id,name,kind,/);
    const ndjson = await games.get('/games?kind=all&facets=genre', { accept: 'application/x-ndjson' });
    const lines = ndjson.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item);
    expect(lines).toEqual(await all('kind=all'));
  });

  it('are not sent again until an import or a decision', async () => {
    const first = await games.get('/games?genre=sport');
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const again = { 'if-none-match': String(first.headers['etag']) };
    expect((await games.get('/games?genre=sport', again)).status).toBe(304);
    expect((await games.get('/games?genre=music', again)).status).toBe(200);
    await games.service.app.get(Generations).touch('games');
    expect((await games.get('/games?genre=sport', again)).status).toBe(200);
  });

  it.each([
    ['platforms', 'platform', 'slug'],
    ['genres', 'genre', 'slug'],
    ['companies', 'company', 'id'],
  ])('/%s count games as the list does', async (path, field, key) => {
    const pages = await games.walk(`/${path}?limit=50&sort=-games`);
    const words = pages.flatMap((answer) => pageOf(answer).data);
    expect(words).toHaveLength(pageOf(pages[0]!).meta.total);
    expect(new Set(words.map((word) => word[key])).size).toBe(words.length);
    for (const word of words.slice(0, 15))
      expect([word, await total(`${field}=${String(word[key])}`)]).toEqual([word, word['games']]);
    const csv = await games.get(`/${path}?format=csv`);
    expect(csv.text.trim().split('\n')).toHaveLength(words.length + 1);
  });

  it.each(['platforms', 'genres'])('/%s are asked for by the name that their items have', async (path) => {
    const [first, second] = pageOf(await games.get(`/${path}?sort=-slug&limit=2`)).data.map((word) => word['slug']);
    expect(String(first) > String(second)).toBe(true);
    expect(pageOf(await games.get(`/${path}?slug=${String(second)}`)).data).toMatchObject([{ slug: second }]);
    expect(refusal(await games.get(`/${path}?id=${String(second)}`))).toBe('400 platform.invalid-parameters ?id');
  });

  it('name their companies, by part of a name, country and role', async () => {
    const found = pageOf(await games.get('/companies?name[contains]=BÉAR')).data;
    expect(found).toEqual([
      {
        ...{ id: expect.any(Number), slug: 'bear-and-bell', name: 'Bear & Bell', country: expect.any(String) },
        ...{ website: expect.anything(), roles: expect.any(Array), games: expect.any(Number) },
        ...{ developed: expect.any(Number), published: expect.any(Number) },
      },
    ]);
    const [{ id, country, developed, published } = {} as Item] = found;
    expect((await games.get(`/companies/${id}`)).body).toEqual(found[0]);
    expect(await total(`developer=bear-and-bell`)).toBe(developed);
    expect(await total(`publisher=${id}`)).toBe(published);
    const there = pageOf(await games.get(`/companies?limit=100&country=${String(country).toLowerCase()}`)).data;
    expect(new Set(there.map((company) => company['country']))).toEqual(new Set([country]));
    const developers = pageOf(await games.get('/companies?limit=100&role=developer')).data;
    for (const { roles } of developers) expect(roles).toContain('developer');
    expect(refusal(await games.get('/companies/999999'))).toBe('404 games.company-not-found');
    expect(refusal(await games.get('/companies/bear-and-bell'))).toBe('400 platform.invalid-parameters ?id');
    expect((await games.get('/companies/99999999999999999999')).status).toBe(404);
  });
});
