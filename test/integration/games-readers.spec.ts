import { Client } from '@elastic/elasticsearch';
import type { GameText } from '../../libs/games/src/domain/record/game-record';
import { catalogueTerms } from '../../libs/games/src/infrastructure/catalogue/catalogue-terms';
import { CatalogueWriter } from '../../libs/games/src/infrastructure/catalogue/catalogue-writer';
import { gameDatasets } from '../../libs/games/src/infrastructure/game-loads';
import { exitCodeOf } from '../../libs/ingestion/src/application/exit-code';
import { ImportOrders } from '../../libs/ingestion/src/application/import-orders';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { emptyDatabase, type FreshDatabase } from '../support/database';
import { FakeElasticsearch } from '../support/fake-elasticsearch';
import { fillWithGames, onDatabase } from '../support/games/relational-games';
import { openSpine, type Spine } from '../support/spine';

const LONG = 'A harbour town waits for a ship that everybody has forgotten but one old keeper of the lamp.';
const DOCUMENTS = [
  ['9', { title: 'Port Gris', summary: LONG, keywords: 'harbour, mist' }],
  ['10', { summary: LONG, storyline: `${LONG} And then it comes.` }],
  ['5555', { summary: 'Of a game that nobody knows.' }],
] as const;

describe('games of a database and texts of a search engine', () => {
  let database: FreshDatabase;
  let fake: FakeElasticsearch;
  let spine: Spine;
  beforeAll(async () => {
    database = await emptyDatabase();
    await fillWithGames(database.url);
    fake = await FakeElasticsearch.start();
    const client = new Client({ node: fake.url });
    const operations = DOCUMENTS.flatMap(([_id, document]) => [{ index: { _id } }, document]);
    await client.bulk({ index: 'games', refresh: true, operations });
    await client.close();
    const env = { GAMES_SQL_URL: database.url, GAMES_ES_SOURCE_URL: fake.url };
    spine = await openSpine(gameDatasets({ env }, new CatalogueWriter(catalogueTerms({}))));
  });
  afterAll(async () => {
    await spine.close();
    await fake.stop();
    await database.close();
  });

  const load = async (dataset: string): Promise<RunRow> => {
    const rows = await spine.run({ dataset, from: { kind: 'default' }, trigger: 'cli', actor: 'test' });
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };
  const games = (): Promise<readonly { name: string; date: string | null; sources: string[] }[]> =>
    spine.rows(`SELECT name, first_release_date::text AS date, sources FROM game WHERE state = 'live' ORDER BY name`);
  const detail = async (name: string): Promise<{ readonly texts: readonly GameText[] }> =>
    (await spine.rows<{ detail: never }>('SELECT detail FROM game WHERE name = $1', [name]))[0]!.detail;

  it('without a title are kept aside as long as nobody knows their id', async () => {
    const run = await load('games-elasticsearch');
    expect(run).toMatchObject({ inserted: 1, rejected: 2, rejected_by_code: { unknown_record: 2 } });
    expect(exitCodeOf([run])).toBe(0);
  });

  it('meet by their ids, with the day that was meant, and the texts fill the game', async () => {
    expect(await load('games-sql')).toMatchObject({ state: 'published', read: 3, inserted: 3 });
    const run = await load('games-elasticsearch');
    expect(run).toMatchObject({
      ...{ state: 'published', read: 3, inserted: 1, unchanged: 1, rejected: 1 },
      rejected_by_code: { unknown_record: 1 },
    });
    expect(await games()).toEqual([
      { name: 'Brume II', date: '2022-05-05', sources: ['elasticsearch', 'sql'] },
      { name: 'Lanternes', date: null, sources: ['sql'] },
      { name: 'Port Gris', date: '2021-03-19', sources: ['elasticsearch', 'sql'] },
    ]);
    expect(JSON.stringify(await detail('Brume II'))).toContain('And then it comes.');
  });

  it('change nothing the second time', async () => {
    const sql = await load('games-sql');
    expect(sql).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0, unchanged: 3 });
    const texts = await load('games-elasticsearch');
    expect(texts).toMatchObject({ state: 'unchanged', inserted: 0, updated: 0, unchanged: 2, rejected: 1 });
  });

  it('are refused as a whole where the source lost nearly all of them; nothing is lost here', async () => {
    await onDatabase(database.url, 'DELETE FROM "Game" WHERE id <> 9');
    const run = await load('games-sql');
    expect(run).toMatchObject({ state: 'rejected', problem: { guards: ['mass-delete'] } });
    expect(exitCodeOf([run])).toBe(5);
    expect(await games()).toHaveLength(3);
  });

  it('leave no password behind', async () => {
    const { password } = new URL(database.url);
    expect(password).not.toBe('');
    const ledger = await spine.rows('SELECT * FROM import_run');
    expect(JSON.stringify(ledger)).not.toContain(`:${password}@`);
  });

  it.each(['games-sql', 'games-elasticsearch'])('take no address from a request (%s)', (dataset) => {
    const from = { kind: 'url', url: 'https://example.org/games' } as const;
    expect(() => spine.app.get(ImportOrders).order({ dataset, from, trigger: 'http', actor: 'test' })).toThrow(
      expect.objectContaining({ outcome: 'usage' }),
    );
  });
});
