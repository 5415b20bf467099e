import { type Catalogue, catalogueAt, openCatalogue } from '../support/games/catalogue';
import { HARBOUR, HARBOUR_ELSEWHERE, igdbFile, salesFile, WILLOW } from '../support/games/sales-file';

const FILE = salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW);

describe('publishing that is disturbed', () => {
  let catalogue: Catalogue;
  afterEach(() => catalogue.close());

  const counts = (): Promise<object[]> =>
    catalogue.rows(`SELECT (SELECT count(*)::int FROM game_record) AS records, (SELECT count(*)::int FROM game) AS games,
      (SELECT count(*)::int FROM game_member) AS members, (SELECT count(*)::int FROM game_outbox) AS outbox`);

  it('leaves nothing where the last step fails', async () => {
    catalogue = await openCatalogue({ derived: { refresh: () => Promise.reject(new Error('of the test')) } });
    expect(await catalogue.load('games-sales', FILE)).toMatchObject({ state: 'failed' });
    expect(await counts()).toEqual([{ records: 0, games: 0, members: 0, outbox: 0 }]);
  });

  it('is done once, from the start, when the database dies under it', async () => {
    let deaths = 0;
    catalogue = await openCatalogue({
      derived: {
        refresh: async (session) => {
          if (deaths++ === 0) await session.query('SELECT pg_terminate_backend(pg_backend_pid())');
        },
      },
    });
    expect(await catalogue.load('games-sales', FILE)).toMatchObject({ state: 'published', inserted: 3, attempt: 2 });
    expect(await counts()).toEqual([{ records: 3, games: 2, members: 3, outbox: 2 }]);
    expect(deaths).toBe(2);
  });

  it('waits for another one, and both are joined', async () => {
    catalogue = await openCatalogue();
    const other = await catalogueAt(catalogue);
    const games = igdbFile(
      { id: 7, name: 'Quiet Harbour', first_release_date: Date.UTC(2004, 2, 1) / 1000, platforms: [8] },
      { id: 8, name: 'Willow Run', first_release_date: Date.UTC(2008, 2, 1) / 1000, platforms: [5] },
    );
    const runs = await Promise.all([catalogue.load('games-sales', FILE), other.load('games-igdb', games)]);
    await other.close();
    expect(runs.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(await catalogue.clusters()).toEqual([
      'igdb:7 (main) + sales:Quiet Harbour|GC|2004|1 (main) + sales:Quiet Harbour|PS2|2004|1 (main)',
      'igdb:8 (main) + sales:Willow Run|Wii|2008|1 (main)',
    ]);
    expect(await catalogue.golden.rebuild(false)).toEqual({ games: [], reviewsChanged: false });
  });
});
