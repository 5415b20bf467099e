import { Client } from 'pg';
import { SAMPLE_FILES } from '../../libs/games/src/application/sample/sample-files';
import { VIEW } from '../../libs/games/src/infrastructure/persistence/game-statements';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';

describe('what one game is read by', () => {
  let catalogue: Catalogue;
  let client: Client;
  beforeAll(async () => {
    catalogue = await openCatalogue();
    await catalogue.load('games-igdb', [...SAMPLE_FILES['igdb.json']({ games: 2000, seed: 1 })].join(''));
    client = new Client(catalogue.url);
    await client.connect();
    await client.query('ANALYZE');
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await catalogue.close();
  });

  it('is an index, whichever table is asked', async () => {
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${VIEW}`, [1]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Cond: \(\(raw ->> 'parent_game'/);
    expect(plan).not.toContain('Seq Scan');
  });
});
