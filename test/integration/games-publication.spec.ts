import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { HARBOUR, HARBOUR_ELSEWHERE, igdbFile, salesFile, WILLOW } from '../support/games/sales-file';

const tables = [
  'game_record',
  'game_record_version',
  'game',
  'game_member',
  'game_review',
  'game_company',
  'game_outbox',
];

describe('publishing records', () => {
  let catalogue: Catalogue;

  beforeEach(async () => {
    catalogue = await openCatalogue();
  });
  afterEach(() => catalogue.close());

  /** Every version of every row: a write shows, whatever it writes. */
  const versions = async (): Promise<readonly unknown[]> =>
    Promise.all(tables.map((table) => catalogue.rows(`SELECT xmin::text, ctid::text FROM ${table} ORDER BY ctid`)));
  const names = async (): Promise<readonly string[]> => (await catalogue.exported()).map(({ game }) => game.name);

  it('makes a game of the rows of a release source', async () => {
    const run = await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW));
    expect(run).toMatchObject({ state: 'published', inserted: 3, details: { games_changed: 2 } });
    expect(await catalogue.exported()).toMatchObject([
      {
        id: 1,
        game: { name: 'Quiet Harbour', salesMillion: 0.6 },
        members: [{ source: 'sales' }, { source: 'sales' }],
      },
      { id: 2, game: { name: 'Willow Run' } },
    ]);
    expect(await catalogue.rows('SELECT id, slug FROM game_company')).toEqual([{ id: 1, slug: 'lantern' }]);
    expect(await catalogue.rows('SELECT game_id FROM game_outbox ORDER BY seq')).toEqual([
      { game_id: 1 },
      { game_id: 2 },
    ]);
  });

  it('writes nothing for the same file, however its rows are ordered', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, HARBOUR_ELSEWHERE, WILLOW));
    const before = await versions();
    const again = await catalogue.load('games-sales', salesFile(WILLOW, HARBOUR_ELSEWHERE, HARBOUR));
    expect(again).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0, unchanged: 3, removed: 0 });
    expect(await versions()).toEqual(before);
  });

  it('keeps what a record said before', async () => {
    const game = (summary: string) => ({ id: 7, name: 'Quiet Harbour', summary });
    await catalogue.load('games-igdb', igdbFile(game('One.'), { id: 8, name: 'Willow Run' }));
    const run = await catalogue.load('games-igdb', igdbFile(game('Two.'), { id: 8, name: 'Willow Run' }));
    expect(run).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    expect(
      await catalogue.rows(`SELECT v.raw ->> 'summary' AS said, v.run_id < r.run_id AS older
      FROM game_record_version v JOIN game_record r ON r.id = v.record_id`),
    ).toEqual([{ said: 'One.', older: true }]);
  });

  it('withdraws what is gone from the source, and takes it back under its id', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW));
    const accepted = { acceptGuards: ['mass-delete'], reason: 'test' };
    const gone = await catalogue.load('games-sales', salesFile(WILLOW), accepted);
    expect(gone).toMatchObject({ unchanged: 1, removed: 1 });
    expect(await names()).toEqual(['Willow Run']);
    expect(await catalogue.rows('SELECT id, state FROM game ORDER BY id')).toEqual([
      { id: 1, state: 'gone' },
      { id: 2, state: 'live' },
    ]);
    const back = await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW));
    expect(back).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    expect((await catalogue.exported()).map(({ id, game }) => [id, game.name])).toEqual([
      [1, 'Quiet Harbour'],
      [2, 'Willow Run'],
    ]);
  });

  it('refuses a file that loses many records', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW));
    await expect(catalogue.load('games-sales', salesFile(WILLOW))).resolves.toMatchObject({ state: 'rejected' });
    expect(await names()).toHaveLength(2);
  });

  it('lets real records take the place of generated ones, in one transaction', async () => {
    const generated = { from: { kind: 'embedded' } } as const;
    await catalogue.load('games-sales', '', generated);
    const { length } = await catalogue.exported();
    const [stored] = await catalogue.rows<{ records: number }>('SELECT count(*)::integer AS records FROM game_record');
    expect(length).toBeGreaterThan(50);
    expect((await catalogue.exported()).every(({ game }) => game.synthetic)).toBe(true);
    const real = await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW));
    expect(real).toMatchObject({ state: 'published', inserted: 2, removed: 0, synthetic: false });
    expect(real.details).toMatchObject({ synthetic_withdrawn: stored?.records });
    const again = await catalogue.load('games-sales', salesFile(WILLOW, HARBOUR));
    expect(again.details).not.toHaveProperty('synthetic_withdrawn');
    expect((await catalogue.exported()).map(({ game }) => [game.name, game.synthetic])).toEqual([
      ['Quiet Harbour', false],
      ['Willow Run', false],
    ]);
  });

  it('never puts generated records beside or over real ones', async () => {
    await catalogue.load('games-sales', salesFile(HARBOUR, WILLOW));
    const before = await versions();
    const run = await catalogue.load('games-sales', '', { from: { kind: 'embedded' } });
    expect(run).toMatchObject({ state: 'rejected', problem: { guards: ['mass-delete', 'real-data-present'] } });
    expect(await versions()).toEqual(before);
  });

  it('rejects two rows of one key that say different things', async () => {
    const game = (summary: string) => ({ id: 7, name: 'Quiet Harbour', summary });
    const run = await catalogue.load(
      'games-igdb',
      igdbFile(game('Two.'), game('One.'), game('One.'), { id: 8, name: 'Willow Run' }),
    );
    expect(run).toMatchObject({ read: 4, inserted: 2, duplicates: 1, rejected: 1 });
    const turned = await catalogue.load(
      'games-igdb',
      igdbFile(game('One.'), { id: 8, name: 'Willow Run' }, game('Two.')),
    );
    expect(turned).toMatchObject({ inserted: 0, updated: 0, unchanged: 2, rejected: 1 });
  });

  it('says what a file of a database’s games is, where it is given the database itself', async () => {
    const run = await catalogue.load('games-sql', 'CREATE TABLE "Game" (id integer);\n');
    expect(run).toMatchObject({
      state: 'rejected',
      problem: { code: 'ingestion.malformed-json', detail: { en: expect.stringContaining('vestimlib.ndjson') } },
    });
  });

  it('takes a text without a title when its id is known', async () => {
    const document = (id: string) => ({
      _index: 'games',
      _id: id,
      _source: { summary: 'A harbour that sleeps until a bell is rung by a stranger.' },
    });
    const texts = [document('7'), document('99')].map((line) => JSON.stringify(line)).join('\n');
    await catalogue.load('games-igdb', igdbFile({ id: 7, name: 'Quiet Harbour' }));
    expect(await catalogue.load('games-elasticsearch', texts)).toMatchObject({
      inserted: 1,
      rejected: 1,
      rejected_by_code: { unknown_record: 1 },
    });
    expect(await catalogue.exported()).toMatchObject([{ game: { name: 'Quiet Harbour' }, members: [{}, {}] }]);
  });
});
