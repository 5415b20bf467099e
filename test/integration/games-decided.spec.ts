import type { CatalogueSession } from '../../libs/games/src/application/catalogue-session';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { HARBOUR, HARBOUR_ELSEWHERE, salesFile, WILLOW } from '../support/games/sales-file';

const FILE = salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW);

describe('golden ids', () => {
  let catalogue: Catalogue;

  beforeEach(async () => {
    catalogue = await openCatalogue();
    await catalogue.load('games-sales', FILE);
  });
  afterEach(() => catalogue.close());

  const recordOf = async (title: string): Promise<number> =>
    Number(
      (await catalogue.rows<{ id: string }>('SELECT id FROM game_record WHERE title = $1 ORDER BY id', [title]))[0]?.id,
    );

  const decide = async (verdict: string, keep?: number): Promise<void> => {
    const pair = [await recordOf('Quiet Harbour'), await recordOf('Willow Run')].sort((a, b) => a - b);
    await catalogue.golden.revise(async (session: CatalogueSession) => {
      await session.query('UPDATE game_decision SET revoked_at = now() WHERE revoked_at IS NULL');
      await session.query(
        `INSERT INTO game_decision (record_a, record_b, verdict, reason) VALUES ($1, $2, $3, 'test')`,
        [...pair, verdict],
      );
      return { records: pair, ...(keep !== undefined && { keep }) };
    });
  };

  const games = (): Promise<object[]> => catalogue.rows('SELECT id, state, merged_into FROM game ORDER BY id');
  const rebuilds = async (): Promise<void> => {
    expect(await catalogue.golden.rebuild(false)).toEqual({ games: [], reviewsChanged: false });
  };

  const APART = [
    { id: 1, state: 'live', merged_into: null },
    { id: 2, state: 'live', merged_into: null },
  ];

  it('stay with the lowest of joined games, and come back when these are parted', async () => {
    await decide('must_link');
    const joined = [APART[0], { id: 2, state: 'merged', merged_into: 1 }];
    expect(await games()).toEqual(joined);
    expect(await catalogue.load('games-sales', FILE, { force: true })).toMatchObject({ state: 'unchanged' });
    expect(await games()).toEqual(joined);
    await rebuilds();
    await decide('cannot_link');
    expect(await games()).toEqual(APART);
    expect((await catalogue.exported()).map(({ game }) => game.name)).toEqual(['Quiet Harbour', 'Willow Run']);
    await rebuilds();
  });

  it('stay with the game that a person named', async () => {
    await decide('must_link', 2);
    const joined = [{ id: 1, state: 'merged', merged_into: 2 }, APART[1]];
    expect(await games()).toEqual(joined);
    await rebuilds();
    expect(await games()).toEqual(joined);
    await decide('cannot_link');
    expect(await games()).toEqual(APART);
  });

  it('lead on where a game they lead to is joined with another', async () => {
    await decide('must_link', 2);
    await catalogue.load('games-igdb', JSON.stringify([{ id: 5, name: 'Distant Lamp' }]));
    const [a, b] = [await recordOf('Distant Lamp'), await recordOf('Willow Run')].sort((x, y) => x - y);
    await catalogue.golden.revise(async (session) => {
      await session.query(
        `INSERT INTO game_decision (record_a, record_b, verdict, reason) VALUES ($1, $2, 'must_link', 'test')`,
        [a, b],
      );
      return { records: [a ?? 0, b ?? 0], keep: 3 };
    });
    expect(await games()).toEqual([
      { id: 1, state: 'merged', merged_into: 3 },
      { id: 2, state: 'merged', merged_into: 3 },
      { id: 3, state: 'live', merged_into: null },
    ]);
    await rebuilds();
  });
});
