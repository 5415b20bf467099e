import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GoldenCatalogue } from '../../libs/games/src/application/catalogue/golden-catalogue';
import { DEFAULT_RULES } from '../../libs/games/src/domain/golden/survivorship-rules';
import { dumpOf2017 } from '../../libs/games/src/infrastructure/igdb/fake/dump-2017';
import { type GamesService, serveGames } from '../support/games/service';
import { realFile } from '../support/games/shared-data';

interface Game {
  readonly id: number;
  readonly name: string;
  readonly first_release_year: number | null;
  readonly sales_million: number | null;
  readonly platforms: readonly string[];
}
interface WholeGame extends Game {
  readonly releases: readonly object[];
  readonly sales: {
    readonly total_million: number | null;
    readonly complete: boolean;
    readonly partial: readonly { platform: string; million: number }[];
  };
  readonly homonyms: readonly { readonly id: number }[];
}

const sales = realFile('vgsales.csv');
const dump = realFile('igdb-2017/igdb_games.json');

(sales && dump ? describe : describe.skip)('the real catalogue', () => {
  let games: GamesService;
  beforeAll(async () => {
    games = await serveGames();
    await games.load('games-sales', readFileSync(sales ?? '', 'utf8'));
  }, 300_000);
  afterAll(() => games.close());

  const page = async (query: string): Promise<{ data: Game[]; meta: { total: number } }> => {
    const { status, text, body } = await games.get(`/games?${query}`);
    if (status !== 200) throw new Error(text);
    return body as never;
  };
  const total = async (query: string): Promise<number> => (await page(`limit=1&${query}`)).meta.total;
  const whole = async (id: number): Promise<WholeGame> => (await games.get(`/games/${id}`)).body as never;
  /** Games of that name, and what is told of each. */
  const named = async (name: string): Promise<WholeGame[]> => {
    const { data } = await page(`sort=id&name=${encodeURIComponent(name)}`);
    const found = await Promise.all(data.map(({ id }) => whole(id)));
    return found.sort((a, b) => (a.first_release_year ?? 0) - (b.first_release_year ?? 0));
  };
  const figures = async (name: string): Promise<unknown[]> =>
    (await named(name)).map((game) => [game.first_release_year, game.releases.length, game.sales_million]);

  it.each([
    ['kind=all', 11_545],
    ['year=2009', 956],
    ['platform=nintendo-ds', 2_125],
    ['year=2009&platform=nintendo-ds', 408],
    ['publisher=nintendo', 676],
    ['year[null]=true', 131],
    ['genre=racing&platform=playstation-2', 214],
  ])('of sales: %s counts %i', async (query, expected) => {
    expect(await total(query)).toBe(expected);
  });

  it('of sales: games of one name, years apart', async () => {
    expect(await figures('Need for Speed: Most Wanted')).toEqual([
      [2005, 7, 8.09],
      [2012, 5, 5.99],
    ]);
    const [one, other] = await named('Need for Speed: Most Wanted');
    expect([one?.homonyms, other?.homonyms]).toMatchObject([[{ id: other?.id }], [{ id: one?.id }]]);
    expect((await figures('Sonic the Hedgehog')).map((game) => (game as unknown[]).filter((_, i) => i !== 1))).toEqual([
      [1991, 4.34],
      [2006, 2.71],
    ]);
    const tombRaider = (await page('name[starts]=tomb raider&year[in]=1996,2013')).data;
    expect(tombRaider.map((game) => game.first_release_year).sort()).toEqual([1996, 2013]);
    const destiny = (await page('name[starts]=tales of destiny&platform[in]=playstation,playstation-2')).data;
    expect(destiny.map((game) => [game.name, game.first_release_year])).toEqual(
      expect.arrayContaining([
        ['Tales of Destiny II', 2000],
        ['Tales of Destiny 2', 2002],
      ]),
    );
  });

  it('of sales: figures', async () => {
    expect(await figures('Grand Theft Auto V')).toEqual([[2013, 5, 55.92]]);
    const tetris = await named('Tetris');
    expect(tetris.find((game) => game.first_release_year === 1988)?.sales_million).toBe(35.84);
    expect((await page('sort=-sales_million&limit=1')).data).toMatchObject([
      { name: 'Wii Sports', sales_million: 82.74 },
    ]);
    const [ratchet] = await named('Ratchet & Clank: Up Your Arsenal');
    expect(ratchet?.sales).toMatchObject({ total_million: 2.57, partial: [{ million: 1.33 }] });
    const [urbz] = await named('The Urbz: Sims in the City');
    expect(urbz?.sales).toMatchObject({
      ...{ total_million: 3.12, complete: false },
      partial: [{ platform: 'nintendo-ds' }, { platform: 'nintendo-ds' }],
    });
  });

  it('of sales: all games of the list, once, and what they sold', async () => {
    const pages = await games.walk('/games?limit=100&sort=-sales_million');
    const all = pages.flatMap(({ body }) => body['data'] as Game[]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(11_545);
    expect(all).toHaveLength(11_545);
    const hundredths = all.reduce((sum, game) => sum + Math.round((game.sales_million ?? 0) * 100), 0);
    expect(hundredths / 100).toBe(8_880.24);
    const incomplete = `SELECT count(*)::integer AS n FROM game WHERE state = 'live' AND detail ->> 'salesComplete' = 'false'`;
    expect(await games.query(incomplete)).toEqual([{ n: 35 }]);
  }, 120_000);

  it.each(['name', '-rating'])(
    'walks through all of both sources by %s',
    async (sort) => {
      if ((await total('source=igdb&kind=all')) === 0)
        await games.load('games-igdb', JSON.stringify(await dumpOf2017(dirname(dump ?? ''))));
      const pages = await games.walk(`/games?limit=100&kind=all&sort=${sort}`);
      const ids = pages.flatMap(({ body }) => (body['data'] as Game[]).map(({ id }) => id));
      expect([ids.length, new Set(ids).size]).toEqual([12_197, 12_197]);
    },
    120_000,
  );

  it('of both: where they differ about the first year', async () => {
    const conflicts = (await games.get('/games/conflicts?field=first_release_year')).body as {
      meta: { total: number };
    };
    expect(conflicts.meta.total).toBe(25);
    const [wolf] = await named('The Wolf Among Us');
    const told = async (): Promise<unknown> =>
      (await games.get(`/games/conflicts?field=first_release_year&game=${wolf?.id}`)).body['data'];
    const before = [{ winner: { value: 2013, source: 'igdb' }, others: [{ value: 2011, source: 'sales' }] }];
    expect(await told()).toMatchObject(before);
    const catalogue = games.service.app.get(GoldenCatalogue, { strict: false });
    await catalogue.recompute({ ...DEFAULT_RULES, firstRelease: { ...DEFAULT_RULES.firstRelease, rule: 'earliest' } });
    expect(await told()).toMatchObject([{ winner: { value: 2011, source: 'sales' } }]);
    expect((await named('The Wolf Among Us'))[0]?.first_release_year).toBe(2011);
    await catalogue.recompute();
    expect(await told()).toMatchObject(before);
  }, 120_000);

  it('of both: counts are totals with that value', async () => {
    const { facets } = (await page('limit=1&source=sales&facets=platform,genre,company,year,kind')) as never as {
      facets: Record<string, { value: unknown; count: number }[]>;
    };
    for (const [facet, values] of Object.entries(facets)) {
      expect(values.length).toBeLessThanOrEqual(50);
      for (const { value, count } of values.slice(0, 8))
        expect([facet, value, await total(`source=sales&${facet}=${String(value)}`)]).toEqual([facet, value, count]);
    }
  });
});
