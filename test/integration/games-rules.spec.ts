import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { configuredSurvival } from '../../libs/games/src/infrastructure/catalogue/catalogue-terms';
import { provenanceDocument } from '../../libs/games/src/infrastructure/http/provenance-document';
import { SqlGameReads } from '../../libs/games/src/infrastructure/persistence/sql-game-reads';
import { DEFAULT_RULES, type SurvivorshipRules } from '../../libs/games/src/domain/golden/survivorship-rules';
import { type Catalogue, catalogueAt, openCatalogue } from '../support/games/catalogue';
import { igdbFile, salesFile } from '../support/games/sales-file';

const EARLIEST: SurvivorshipRules = {
  ...DEFAULT_RULES,
  firstRelease: { ...DEFAULT_RULES.firstRelease, rule: 'earliest' },
};

const game = (id: number, name: string, year: number, platform: object): object => ({
  ...{ id, name, first_release_date: Date.UTC(year, 2, 5) / 1000, platforms: [platform] },
});
const HARBOUR = game(71, 'Quiet Harbour', 2005, { id: 8, name: 'PlayStation 2' });
const WILLOW = game(72, 'Willow Run', 2009, { id: 5, name: 'Wii' });
const SALES = salesFile(
  '1,Quiet Harbour,PS2,2004,Racing,Lantern,0.1,0.1,0,0,0.2',
  '3,Willow Run,Wii,2008,Puzzle,Lantern,0.1,0,0,0,0.1',
);

describe('the rules in force', () => {
  let catalogue: Catalogue;

  beforeEach(async () => {
    catalogue = await openCatalogue();
    await catalogue.load('games-igdb', igdbFile(HARBOUR, WILLOW));
    await catalogue.load('games-sales', SALES);
  });
  afterEach(() => catalogue.close());

  /** By name, as the games say it; then by what is told of how they came to it. */
  const years = async (): Promise<unknown> => {
    const games = await catalogue.rows<{ id: number; name: string; year: number }>(
      `SELECT id, name, first_release_year AS year FROM game WHERE state = 'live' ORDER BY name`,
    );
    const reads = new SqlGameReads(catalogue.app.get(Database));
    return Promise.all(
      games.map(async ({ id, name, year }) => {
        const trail = await reads.trail(id);
        if (trail.mergedInto !== null) throw new Error(`${name} is merged`);
        const { fields } = provenanceDocument(trail, configuredSurvival(), () => null) as {
          fields: Record<string, { value: unknown; source: unknown; rule: string }>;
        };
        const told = fields['first_release_year'];
        return [name, year, told?.value, told?.source, told?.rule];
      }),
    );
  };

  const bySource = [
    ['Quiet Harbour', 2005, 2005, 'igdb', 'source-order'],
    ['Willow Run', 2009, 2009, 'igdb', 'source-order'],
  ];
  const byEarliest = [
    ['Quiet Harbour', 2004, 2004, 'sales', 'earliest'],
    ['Willow Run', 2008, 2008, 'sales', 'earliest'],
  ];

  it('hold for what comes later, of whatever process, until the configured ones are back', async () => {
    expect(await years()).toEqual(bySource);
    expect((await catalogue.golden.recompute(EARLIEST)).games).toHaveLength(2);
    expect(await years()).toEqual(byEarliest);
    const other = await catalogueAt(catalogue);
    try {
      await other.load('games-igdb', igdbFile({ ...HARBOUR, summary: 'Another quay.' }, WILLOW));
    } finally {
      await other.close();
    }
    expect(await years()).toEqual(byEarliest);
    expect((await catalogue.golden.rebuild(false)).games).toEqual([]);
    expect((await catalogue.golden.rebuild(true)).games).toHaveLength(2);
    expect(await years()).toEqual(byEarliest);
    expect((await catalogue.golden.recompute()).games).toHaveLength(2);
    expect(await years()).toEqual(bySource);
    expect(await catalogue.rows('SELECT FROM game_rules')).toEqual([]);
  });

  it('hold for what people decide', async () => {
    await catalogue.golden.recompute(EARLIEST);
    const records = (await catalogue.rows<{ id: string }>('SELECT id FROM game_record ORDER BY id')).map(({ id }) =>
      Number(id),
    );
    await catalogue.load('games-igdb', igdbFile(HARBOUR, WILLOW, game(73, 'Lone Star', 2010, { id: 5, name: 'Wii' })));
    const [star] = await catalogue.rows<{ id: string }>(`SELECT id FROM game_record WHERE title = 'Lone Star'`);
    await catalogue.golden.revise(async (session) => {
      const pair = [records[0] ?? 0, Number(star?.id)];
      await session.query(
        `INSERT INTO game_decision (record_a, record_b, verdict, reason) VALUES ($1, $2, 'must_link', 'test')`,
        pair,
      );
      return { records: pair };
    });
    expect(await years()).toEqual(byEarliest);
  });

  it('move the generation where they change, though no game reads otherwise', async () => {
    const generation = (): Promise<string> => catalogue.app.get(Generations).of('games');
    await catalogue.golden.recompute(EARLIEST);
    const before = await generation();
    await catalogue.golden.recompute(EARLIEST);
    expect(await generation()).toBe(before);
    const texts = { ...DEFAULT_RULES.texts, leastCharacters: 41 };
    expect((await catalogue.golden.recompute({ ...EARLIEST, texts })).games).toEqual([]);
    expect(await generation()).not.toBe(before);
  });
});
