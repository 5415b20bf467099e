import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { igdbFile, salesFile } from '../support/games/sales-file';

const row = (name: string, platform = 'PC', year = 2003): string =>
  `1,${name},${platform},${String(year)},Racing,Lantern,0.1,0.1,0,0,0.2`;

const game = (name: string, id: number, year = 2003): object => ({
  ...{ id, name, platforms: [{ id: 6, name: 'PC' }] },
  release_dates: [{ y: year, date_format: 2, date: Date.UTC(year, 11, 31) / 1000 }],
  involved_companies: [{ company: { name: 'Lantern' }, publisher: true }],
});

/** So many that a few more are no reason to look at all. */
const OTHERS = Array.from({ length: 30 }, (_, i) => row(`Lone${String(i)} Quay`, 'PC', 1980));

const STARS = ['Star Kite', 'Star Willow', 'Star Ember', 'Star Thicket', 'Star Quay'].map((name) => row(name));

describe('a small import', () => {
  let catalogue: Catalogue;
  beforeEach(async () => {
    catalogue = await openCatalogue();
  });
  afterEach(async () => {
    expect(await catalogue.golden.rebuild(false)).toEqual({ games: [], reviewsChanged: false });
    await catalogue.close();
  });

  const sales = (...rows: string[]): Promise<unknown> =>
    catalogue.load('games-sales', salesFile(...OTHERS, ...rows), { acceptGuards: ['mass-delete'], reason: 'test' });
  const igdb = (...games: object[]): Promise<unknown> => catalogue.load('games-igdb', igdbFile(...games));
  const asked = async (reason: string): Promise<readonly string[]> => {
    const rows = await catalogue.rows<{ pair: string }>(
      `SELECT concat_ws(' / ', a.title, b.title, v.evidence -> 'yearGap') AS pair FROM game_review v
       JOIN game_record a ON a.id = v.record_id JOIN game_record b ON b.id = v.candidate_id
       WHERE v.state = 'open' AND v.reason = $1 ORDER BY 1`,
      [reason],
    );
    return rows.map(({ pair }) => pair);
  };

  it('ends doubts between others where one gets too many candidates', async () => {
    await sales(...STARS);
    await igdb(game('Star Harbour', 1));
    expect(await asked('same_release_other_title')).toHaveLength(5);
    await sales(...STARS, row('Star Meadow'));
    expect(await asked('same_release_other_title')).toEqual([]);
  });

  it('begins doubts between others where a candidate of one is found elsewhere', async () => {
    await sales(...STARS, row('Star Meadow'));
    await igdb(game('Star Harbour', 1));
    expect(await asked('same_release_other_title')).toEqual([]);
    await igdb(game('Star Meadow', 2));
    expect(await asked('same_release_other_title')).toHaveLength(5);
  });

  it('ends the doubt of an unknown edition about a farther base', async () => {
    await sales(row('Star Kite Brass Edition'), row('Star'));
    expect(await asked('possible_edition')).toEqual(['Star Kite Brass Edition / Star / 0']);
    await igdb(game('Star Kite', 1));
    expect(await asked('possible_edition')).toEqual(['Star Kite Brass Edition / Star Kite / 0']);
  });

  it('finds titles alike in letters of any script', async () => {
    await sales(row('Кораблики Звезда'));
    await igdb(game('Кораблик Звезда', 1));
    expect(await asked('fuzzy_title')).toEqual(['Кораблики Звезда / Кораблик Звезда / 0']);
  });

  it('sees all rows of a work whose rows people keep in two games', async () => {
    await sales(row('Harbours Quay'), row('Harbours Quay', 'Wii', 2005));
    const ids = await catalogue.rows<{ id: string }>(
      `SELECT id FROM game_record WHERE title IN ('Lone0 Quay', 'Harbours Quay') ORDER BY title DESC, first_year`,
    );
    const [lone = 0, early = 0, late = 0] = ids.map(({ id }) => Number(id));
    await catalogue.golden.revise(async (session) => {
      await session.query(
        `INSERT INTO game_decision (record_a, record_b, verdict, reason)
         VALUES ($1, $2, 'must_link', 'test'), ($1, $3, 'cannot_link', 'test')`,
        [lone, early, late],
      );
      return { records: [lone, early, late] };
    });
    await igdb(game('Harbour Quay', 1, 2005));
    expect(await asked('fuzzy_title')).toEqual(['Harbours Quay / Harbour Quay / 0']);
  });

  it('makes a game of a record whose title has no letter', async () => {
    await sales();
    await sales(row('???'));
    expect((await catalogue.exported()).map(({ game: { name } }) => name)).toContain('???');
  });

  it('closes a game with its last record, whoever else was in it once', async () => {
    await sales(row('Star Kite'), row('Comet'));
    const pair = await catalogue.rows<{ id: string }>(
      `SELECT id FROM game_record WHERE title IN ('Star Kite', 'Comet') ORDER BY id`,
    );
    const decide = (verdict: string): Promise<unknown> =>
      catalogue.golden.revise(async (session) => {
        await session.query('UPDATE game_decision SET revoked_at = now()');
        await session.query(
          `INSERT INTO game_decision (record_a, record_b, verdict, reason) VALUES ($1, $2, $3, 'test')`,
          [...pair.map(({ id }) => id), verdict],
        );
        return { records: pair.map(({ id }) => Number(id)) };
      });
    const closed = () => catalogue.rows(`SELECT name, state FROM game WHERE state <> 'live' ORDER BY id`);
    await decide('must_link');
    expect(await closed()).toMatchObject([{ state: 'merged' }]);
    await decide('cannot_link');
    expect(await closed()).toEqual([]);
    await sales(row('Star Kite'));
    expect(await closed()).toEqual([{ name: 'Comet', state: 'gone' }]);
  });
});
