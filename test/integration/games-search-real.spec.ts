import { CatalogueWriter } from '../../libs/games/src/infrastructure/catalogue/catalogue-writer';
import { catalogueTerms } from '../../libs/games/src/infrastructure/catalogue/catalogue-terms';
import { RecordPublication } from '../../libs/games/src/infrastructure/catalogue/record-publication';
import { FakeIgdb } from '../../libs/games/src/infrastructure/igdb/fake/fake-igdb';
import { gamesIn } from '../../libs/games/src/infrastructure/igdb/fake/fake-games';
import { igdbLoad } from '../../libs/games/src/infrastructure/igdb/igdb-loads';
import { gameMappings } from '../../libs/games/src/infrastructure/mapping/mapping-files';
import { parseQuery } from '../../libs/games/src/domain/search/parse-query';
import type { LexicalAnswer } from '../../libs/games/src/application/search/game-search';
import { HASTY } from '../support/games/igdb-import';
import { postgresSearch } from '../support/games/search-engines';
import { realFile } from '../support/games/shared-data';
import { openSpine, type Spine } from '../support/spine';
import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';

const folder = realFile('igdb-2017');

(folder === null ? describe.skip : describe)('the real games of 2017', () => {
  let spine: Spine;
  let fake: FakeIgdb;
  let ask: (q: string, mode?: 'lexical' | 'exact') => Promise<LexicalAnswer>;
  let nameOf: (id: number | undefined) => Promise<string | undefined>;
  beforeAll(async () => {
    fake = await FakeIgdb.start({ games: await gamesIn(String(folder)), rate: 1_000_000 });
    const publication = new RecordPublication('igdb', { snapshot: 'covers' }, new CatalogueWriter(catalogueTerms({})));
    spine = await openSpine([
      igdbLoad({ env: fake.environment }, { publication, mappings: gameMappings(), manners: HASTY }),
    ]);
    const runs = await spine.run({ dataset: 'games-igdb', from: { kind: 'official' }, trigger: 'cli', actor: 'test' });
    expect(runs.at(-1)?.state).toMatch(/^(published|unchanged)$/);
    const search = postgresSearch({ database: spine.app.get(Database), generations: spine.app.get(Generations) });
    const filters = [{ field: 'kind', operator: 'eq', values: ['game'] }] as const;
    ask = (q, mode = 'lexical') => search.search({ query: parseQuery(q), mode, filters, offset: 0, limit: 20 });
    nameOf = async (id) => (await spine.rows<{ name: string }>('SELECT name FROM game WHERE id = $1', [id]))[0]?.name;
  }, 180_000);
  afterAll(async () => {
    await spine.close();
    await fake.stop();
  });

  it.each([
    ['hlao', 'Halo'],
    ['wicther', 'The Witcher'],
    ['protal', 'Portal'],
    ['dishonerd', 'Dishonored'],
    ['farcry', 'Far Cry'],
    ['okami', 'Ōkami'],
  ])('%s finds %s', async (typed, meant) => {
    const { hits } = await ask(typed);
    const name = await nameOf(hits[0]?.id);
    expect(name?.slice(0, meant.length)).toBe(meant);
  });

  it('forgives nothing in mode exact, and says what was meant', async () => {
    const answer = await ask('hlao', 'exact');
    expect([answer.hits, answer.suggestions]).toEqual([[], ['halo']]);
  });
});
