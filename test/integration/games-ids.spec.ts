import { type AuditEvent, AuditLog } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { MergeGames } from '../../libs/games/src/application/decisions/merge-games';
import { UnmergeRecords } from '../../libs/games/src/application/decisions/unmerge-records';
import { SqlGameDecisions } from '../../libs/games/src/infrastructure/decisions/sql-game-decisions';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { HARBOUR, HARBOUR_ELSEWHERE, igdbFile, salesFile, WILLOW } from '../support/games/sales-file';

class NoEvents extends AuditLog {
  record(_: AuditEvent): Promise<void> {
    return Promise.resolve();
  }
}
const BY = { actor: 'cli', requestId: 'r' };
const ACCEPTED = { acceptGuards: ['mass-delete'], reason: 'test' };
const PS2 = 'Quiet Harbour|PS2|2004|1';
const GC = 'Quiet Harbour|GC|2004|1';
const RUN = 'Willow Run|Wii|2008|1';
const OTHERS = Array.from(
  { length: 30 },
  (_, i) => `${100 + i},Tower ${'abcdefghijklmnopqrstuvwxyzäöüß'[i]}q,GC,2004,Racing,Lantern,0.1,0,0,0,0.1`,
);

let catalogue: Catalogue;

const merge = (into: number, ...games: number[]): Promise<void> =>
  new MergeGames(catalogue.golden, new SqlGameDecisions(catalogue.app.get(Database)), new NoEvents()).execute(
    { into, games, reason: 'test', overrideVetoes: true },
    BY,
  );
const unmerge = (game: number, ...keys: string[]): Promise<readonly number[]> =>
  new UnmergeRecords(catalogue.golden, new SqlGameDecisions(catalogue.app.get(Database)), new NoEvents()).execute(
    { game, records: keys.map((sourceKey) => ({ source: 'sales', sourceKey })), reason: 'test' },
    BY,
  );
const gameOf = async (key: string): Promise<number | null> =>
  (
    await catalogue.rows<{ game: number | null }>(
      `SELECT m.game_id AS game FROM game_record r LEFT JOIN game_member m ON m.record_id = r.id WHERE r.source_key = $1`,
      [key],
    )
  )[0]?.game ?? null;
const stateOf = async (id: number): Promise<unknown> =>
  (await catalogue.rows('SELECT state, merged_into FROM game WHERE id = $1', [id]))[0];

describe('ids of games', () => {
  beforeEach(async () => {
    catalogue = await openCatalogue();
  });
  afterEach(() => catalogue.close());

  it('a game whose only record is withdrawn is gone, though another record once was of it', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW, ...OTHERS));
    const game = (await gameOf(PS2)) ?? 0;
    await unmerge(game, GC);
    await catalogue.load('games-sales', salesFile(HARBOUR_ELSEWHERE, WILLOW, ...OTHERS), ACCEPTED);
    expect(await stateOf(game)).toEqual({ state: 'gone', merged_into: null });
  });

  it('a record without key and id gets a game from a small import', async () => {
    await catalogue.load('games-sales', salesFile(...OTHERS));
    await catalogue.load('games-sales', salesFile(...OTHERS, '1,!!!,PS2,2004,Racing,Lantern,0.1,0,0,0,0.1'));
    expect(await gameOf('!!!|PS2|2004|1')).not.toBeNull();
  });

  it('the id stays with the records that stay', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW));
    const [a, b] = [(await gameOf(PS2)) ?? 0, (await gameOf(RUN)) ?? 0];
    await merge(a, b);
    const [kept] = await unmerge(a, GC);
    expect([kept, await gameOf(PS2), await gameOf(RUN)]).toEqual([a, a, a]);
  });

  it('a game that is gone leads to the game that its record comes back to', async () => {
    const igdb = (name: string) =>
      igdbFile({
        id: 7,
        name,
        first_release_date: Date.UTC(2004, 2, 1) / 1000,
        platforms: [{ id: 8, name: 'PlayStation 2' }],
      });
    await catalogue.load('games-igdb', igdb('Distant Lamp'));
    await catalogue.load('games-sales', salesFile(HARBOUR, ...OTHERS));
    const gone = (await gameOf(PS2)) ?? 0;
    await catalogue.load('games-sales', salesFile(...OTHERS), ACCEPTED);
    await catalogue.load('games-igdb', igdb('Quiet Harbour'));
    await catalogue.load('games-sales', salesFile(HARBOUR, ...OTHERS));
    expect(await gameOf(PS2)).toBe(1);
    expect(await stateOf(gone)).toEqual({ state: 'merged', merged_into: 1 });
  });

  it('a merged id leads to where its record lives, once the game that it led to is gone', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW, ...OTHERS));
    const [former, run] = [(await gameOf(PS2)) ?? 0, (await gameOf(RUN)) ?? 0];
    await unmerge(former, GC);
    await merge(run, former);
    await catalogue.load('games-sales', salesFile(HARBOUR_ELSEWHERE, ...OTHERS), ACCEPTED);
    expect(await stateOf(run)).toEqual({ state: 'gone', merged_into: null });
    expect(await stateOf(former)).toEqual({ state: 'merged', merged_into: await gameOf(GC) });
  });
});
