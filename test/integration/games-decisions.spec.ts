import { type AuditEvent, AuditLog, chance } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { MergeGames } from '../../libs/games/src/application/decisions/merge-games';
import { SettleReview } from '../../libs/games/src/application/decisions/settle-review';
import { UnmergeRecords } from '../../libs/games/src/application/decisions/unmerge-records';
import { MINI_SAMPLE, SAMPLE_FILES } from '../../libs/games/src/application/sample/sample-files';
import { SqlGameDecisions } from '../../libs/games/src/infrastructure/decisions/sql-game-decisions';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { HARBOUR, HARBOUR_ELSEWHERE, salesFile, WILLOW } from '../support/games/sales-file';

class NoEvents extends AuditLog {
  record(_: AuditEvent): Promise<void> {
    return Promise.resolve();
  }
}

const BY = { actor: 'cli', requestId: 'r' };

let catalogue: Catalogue;
const deciding = () => {
  const decisions = new SqlGameDecisions(catalogue.app.get(Database));
  return {
    merging: new MergeGames(catalogue.golden, decisions, new NoEvents()),
    unmerging: new UnmergeRecords(catalogue.golden, decisions, new NoEvents()),
    settling: new SettleReview(catalogue.golden, decisions, new NoEvents()),
  };
};
const merge = (into: number, ...games: readonly number[]): Promise<void> =>
  deciding().merging.execute({ into, games, reason: 'test', overrideVetoes: true }, BY);

beforeEach(async () => {
  catalogue = await openCatalogue();
});
afterEach(() => catalogue.close());

interface Placed {
  readonly record: string;
  readonly game: number;
  readonly source: string;
  readonly sourceKey: string;
}
const places = (): Promise<Placed[]> =>
  catalogue.rows(`SELECT r.id AS record, m.game_id AS game, r.source, r.source_key AS "sourceKey"
    FROM game_member m JOIN game_record r ON r.id = m.record_id WHERE r.withdrawn_at IS NULL ORDER BY r.id`);

/** Decisions that the catalogue does not follow. */
const ignored = (): Promise<object[]> =>
  catalogue.rows(`SELECT d.* FROM game_decision d JOIN game_member a ON a.record_id = d.record_a
    JOIN game_member b ON b.record_id = d.record_b
    WHERE d.revoked_at IS NULL AND (d.verdict = 'must_link') <> (a.game_id = b.game_id)`);

/** Merged games that lead to none. */
const astray = (): Promise<object[]> =>
  catalogue.rows(`SELECT g.id FROM game g JOIN game t ON t.id = g.merged_into WHERE t.state <> 'live'`);

const { 'igdb.json': igdb, 'opencritic.csv': opencritic, 'sales.csv': sales } = SAMPLE_FILES;
const text = (file: (wish: typeof MINI_SAMPLE) => Iterable<string>): string => [...file(MINI_SAMPLE)].join('');

/** All sources again; some games are told otherwise than the last time. */
async function load(round: number): Promise<void> {
  const games = JSON.parse(text(igdb)) as Record<string, unknown>[];
  const told = games.map((game, i) => (i % 3 === round % 3 ? { ...game, summary: `Told anew, ${round}.` } : game));
  await catalogue.load('games-igdb', JSON.stringify(told));
  await catalogue.load('games-opencritic', text(opencritic));
  await catalogue.load('games-sales', text(sales));
}

/** Merges two or three games, or takes some records out of one. */
async function decideAtRandom(pick: (below: number) => number): Promise<void> {
  const placed = await places();
  const games = [...new Set(placed.map(({ game }) => game))];
  const some = (): number => games[pick(games.length)] ?? 0;
  const big = games.filter((id) => placed.filter(({ game }) => game === id).length > 1);
  const game = big[pick(big.length)];
  if (pick(2) === 0 || game === undefined) {
    const [into = 0, ...others] = [...new Set([some(), some(), some()])];
    if (others.length > 0) await merge(into, ...others);
    return;
  }
  const members = placed.filter((one) => one.game === game);
  const leaving = members.slice(0, 1 + pick(members.length - 1));
  const answer = await deciding().unmerging.execute({ game, records: leaving, reason: 'test' }, BY);
  expect(new Set(answer)).toEqual(new Set(await gamesOf(members)));
  const stayed = await gamesOf(members.slice(leaving.length));
  expect([stayed.includes(answer[0] ?? 0), (await gamesOf(leaving)).filter((id) => stayed.includes(id))]).toEqual([
    true,
    [],
  ]);
}

async function gamesOf(some: readonly Placed[]): Promise<readonly number[]> {
  const records = some.map(({ record }) => record);
  return (await places()).filter(({ record }) => records.includes(record)).map(({ game }) => game);
}

describe('decisions', () => {
  it.each([1, 2])(
    'hold through imports and rebuilds, whatever was decided before (%i)',
    async (seed) => {
      await load(0);
      let drawn = 0;
      const pick = (below: number): number => Math.floor(chance(seed, 1, drawn++) * below);
      for (let round = 1; round <= 8; round++) {
        await decideAtRandom(pick);
        expect([await ignored(), await astray()]).toEqual([[], []]);
        const before = await catalogue.exported();
        expect({ round, ...(await catalogue.golden.rebuild(false)) }).toEqual({
          round,
          games: [],
          reviewsChanged: false,
        });
        if (round % 3 !== 0) continue;
        await load(round);
        const members = (games: typeof before) => games.map((game) => [game.id, game.members]);
        expect(members(await catalogue.exported())).toEqual(members(before));
        expect([await ignored(), await astray()]).toEqual([[], []]);
      }
      const clusters = await catalogue.clusters();
      await catalogue.golden.rebuild(true);
      expect(await catalogue.clusters()).toEqual(clusters);
    },
    180_000,
  );

  it('hold between those that are left, when some records are withdrawn, and when they are back', async () => {
    const lamp = { id: 5, name: 'Distant Lamp' };
    const games = JSON.stringify([
      {
        id: 4,
        name: 'Quiet Harbour',
        first_release_date: 1_080_000_000,
        platforms: [{ id: 8, name: 'PlayStation 2' }],
      },
      lamp,
    ]);
    await catalogue.load('games-igdb', games);
    await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW));
    const find = async (key: string): Promise<number> =>
      (await places()).find(({ sourceKey }) => sourceKey.startsWith(key))?.game ?? 0;
    const harbour = await find('4');
    expect(await find('Quiet Harbour')).toBe(harbour);
    await merge(harbour, await find('Willow Run'));
    const accepted = { options: { full: true }, acceptGuards: ['mass-delete'], reason: 'test' };
    await catalogue.load('games-igdb', JSON.stringify([lamp]), accepted);
    expect([await find('4'), await find('Quiet Harbour'), await find('Willow Run')]).toEqual([0, harbour, harbour]);
    await catalogue.load('games-igdb', games, accepted);
    expect([await find('4'), await find('Quiet Harbour'), await find('Willow Run')]).toEqual([
      harbour,
      harbour,
      harbour,
    ]);
  });

  const ACCEPTED = { acceptGuards: ['mass-delete'], reason: 'test' };
  const gameOf = async (key: string): Promise<number> =>
    (await places()).find(({ sourceKey }) => sourceKey === key)?.game ?? 0;

  it('that are undone are undone for a record too that is withdrawn meanwhile', async () => {
    const elsewhere = '4,Willow Run,PS2,2008,Puzzle,Lantern,0.2,0,0,0,0.2';
    const file = salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW, elsewhere);
    await catalogue.load('games-sales', file);
    const [harbour, willow] = [await gameOf('Quiet Harbour|PS2|2004|1'), await gameOf('Willow Run|Wii|2008|1')];
    const before = await catalogue.exported();
    await merge(harbour, willow);
    await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW), ACCEPTED);
    const records = [{ source: 'sales', sourceKey: 'Willow Run|Wii|2008|1' }];
    expect(await deciding().unmerging.execute({ game: harbour, records, reason: 'test' }, BY)).toEqual([
      harbour,
      willow,
    ]);
    await catalogue.load('games-sales', file);
    expect(await catalogue.exported()).toEqual(before);
  });

  it('about a row hold for the rows that are one work with it, when it is withdrawn', async () => {
    const [first, second] = [
      '1,Quiet Harbour,PS2,2012,Racing,Lantern,0.1,0,0,0,0.1',
      '2,Quiet Harbour,GC,2013,Racing,Lantern,0.1,0,0,0,0.1',
    ];
    const released = { first_release_date: 1_080_000_000, platforms: [{ id: 8, name: 'PlayStation 2' }] };
    await catalogue.load('games-igdb', JSON.stringify([{ id: 4, name: 'Quiet Harbour', ...released }]));
    await catalogue.load('games-sales', salesFile(first, second));
    const [doubt] = await catalogue.rows<{ id: number }>(`SELECT id FROM game_review WHERE reason = 'late_port'`);
    await deciding().settling.execute({ review: doubt?.id ?? 0, state: 'accepted', reason: 'test' }, BY);
    const game = await gameOf('4');
    expect([await gameOf('Quiet Harbour|PS2|2012|1'), await gameOf('Quiet Harbour|GC|2013|1')]).toEqual([game, game]);
    await catalogue.load('games-sales', salesFile(second), ACCEPTED);
    expect(await gameOf('Quiet Harbour|GC|2013|1')).toBe(game);
  });

  it('close a doubt about a record that is gone', async () => {
    const twin = '9,Left Bank/Right Bank,DS,2009,Puzzle,Lantern,0.1,0,0,0,0.1';
    await catalogue.load('games-sales', salesFile(HARBOUR, twin));
    const states = () => catalogue.rows('SELECT reason, state FROM game_review');
    expect(await states()).toEqual([{ reason: 'composite_title', state: 'open' }]);
    await catalogue.load('games-sales', salesFile(HARBOUR), { acceptGuards: ['mass-delete'], reason: 'test' });
    expect(await states()).toEqual([{ reason: 'composite_title', state: 'withdrawn' }]);
  });
});
