import type { GameFilter } from '../../libs/games/src/application/search/game-filter';
import type { GameSearch, LexicalAnswer } from '../../libs/games/src/application/search/game-search';
import { parseQuery } from '../../libs/games/src/domain/search/parse-query';
import { FakeElasticsearch } from '../support/fake-elasticsearch';
import { elasticsearchAt, emptyCatalogue, postgresSearch } from '../support/games/search-engines';
import { type Catalogue, publishGames, type SearchableGame } from '../support/games/searchable-games';

const GAMES: readonly SearchableGame[] = [
  { id: 1, name: 'Brumehaven', year: 2010, rating: 80, ratingCount: 900, platforms: ['pc'], genres: ['adventure'] },
  { id: 2, name: 'Brumehaven 2', year: 2013, rating: 70, ratingCount: 90, platforms: ['pc', 'playstation-3'] },
  { id: 3, name: 'Ashes of Brumehaven', year: 2012, ratingCount: 50, kind: 'expansion', platforms: ['pc'] },
  {
    id: 4,
    name: 'Return to the Lantern Coast',
    year: 2001,
    summary: { en: 'Brumehaven was never this quiet & dark < calm.' },
  },
  { id: 5, name: 'The Lantern Keeper', alternatives: ['Le Gardien de la lanterne'], genres: ['adventure', 'puzzle'] },
  { id: 6, name: 'L’Épée des marais', year: 1999, summary: { fr: 'Un chevalier cherche ses épées et ses chevaux.' } },
  { id: 7, name: 'Œuvre noire', keywords: ['alchemy'], countries: ['FR'], developers: ['atelier-nord'] },
  { id: 8, name: 'Far Ridge 3', year: 2013, sales: 1.5 },
  { id: 9, name: 'S.A.L.T.: Winter', year: 2007 },
  { id: 10, name: 'Season Pro 2013', year: 2012, ratingCount: 10 },
  { id: 11, name: 'Season Pro 2014', year: 2013, ratingCount: 20 },
  { id: 12, name: 'Salt & Iron', genres: ['racing'], year: 2016 },
  { id: 13, name: 'Brumehaven Ghost', state: 'gone' },
  { id: 14, name: 'Iron Salt and Sand', year: 2015 },
  { id: 15, name: 'Vigil IV', year: 2018 },
  { id: 16, name: 'The It', year: 1990 },
  { id: 17, name: 'Bang! 100%_Real*', year: 1995 },
  { id: 18, name: 'Tinder Wharf', ratingCount: 9000 },
  { id: 19, name: 'Cinder Wharf', ratingCount: 5 },
  { id: 20, name: 'Cinder Wharf Nights', ratingCount: 70 },
];

interface Engine {
  readonly search: GameSearch;
  readonly close: () => Promise<void>;
}

async function indexedIn(node: string, catalogue: Catalogue, stop: () => Promise<void>): Promise<Engine> {
  const alias = `hexagone-test-${String(process.pid)}-${Date.now().toString(36)}`;
  const at = elasticsearchAt(node, catalogue, { alias });
  const { index } = await at.index.rebuild({ signal: new AbortController().signal });
  return {
    search: at.search,
    close: async () => {
      await at.client.indices.delete({ index });
      await at.close();
      await stop();
    },
  };
}

const REAL = process.env['ELASTICSEARCH_TEST_URL'];

const ENGINES: readonly (readonly [string, (catalogue: Catalogue) => Promise<Engine>])[] = [
  ['PostgreSQL', (catalogue) => Promise.resolve({ search: postgresSearch(catalogue), close: () => Promise.resolve() })],
  [
    'the fake Elasticsearch',
    async (catalogue) => {
      const fake = await FakeElasticsearch.start();
      return indexedIn(fake.url, catalogue, () => fake.stop());
    },
  ],
  ...(REAL === undefined
    ? []
    : [['Elasticsearch', (catalogue: Catalogue) => indexedIn(REAL, catalogue, () => Promise.resolve())] as const]),
];

describe.each(ENGINES)('search of games by %s', (_, open) => {
  let engine: Engine;
  let closeCatalogue: () => Promise<void>;

  beforeAll(async () => {
    const catalogue = await emptyCatalogue();
    closeCatalogue = catalogue.close;
    await publishGames(catalogue, GAMES);
    engine = await open(catalogue);
  });
  afterAll(async () => {
    await engine.close();
    await closeCatalogue();
  });

  const ask = (q: string, filters: GameFilter[] = [], more: object = {}): Promise<LexicalAnswer> =>
    engine.search.search({ query: parseQuery(q), mode: 'lexical', filters, offset: 0, limit: 20, ...more });
  const idsOf = ({ hits }: LexicalAnswer): readonly number[] => hits.map(({ id }) => id);
  const found = async (q: string, filters: GameFilter[] = []): Promise<readonly number[]> =>
    idsOf(await ask(q, filters));
  const exact = (q: string): Promise<LexicalAnswer> => ask(q, [], { mode: 'exact' });
  const is = (field: string, operator: GameFilter['operator'], ...values: unknown[]): GameFilter => ({
    ...{ field, operator, values },
  });

  it('puts the equal name first, then names that begin so, then names with all words, then the rest', async () => {
    expect(await found('brumehaven')).toEqual([1, 2, 3, 4]);
    expect(await found('BRUMEHAVEN 2')).toEqual([2]);
    expect((await ask('brumehaven')).total).toBe(4);
  });

  it('wants every word, in whatever field', async () => {
    expect(await found('brumehaven lantern')).toEqual([4]);
    expect(await found('brumehaven nowhere')).toEqual([]);
    expect(await found('oeuvre alchemy')).toEqual([7]);
  });

  it('understands French and English: accents, plurals, articles, elisions, ligatures, names of genres', async () => {
    expect(await found('epee')).toEqual([6]);
    expect(await found('une épée du marais')).toEqual([6]);
    expect(await found("l'épée")).toEqual([6]);
    expect(await found('cheval')).toEqual([6]);
    expect(await found('œuvre')).toEqual([7]);
    expect(await found('lanterns')).toEqual(expect.arrayContaining([4, 5]));
    expect(await found('gardien de lanterne')).toEqual([5]);
    expect(await found('course')).toEqual([12]);
    expect(await found('the salt & iron')).toEqual([12, 14]);
  });

  it('takes stop words as they are where there is nothing else', async () => {
    expect(await found('it')).toEqual([16]);
    expect(await found('the it')).toEqual([16]);
  });

  it('forgives a slip, a swap being one, and says so', async () => {
    const answer = await ask('burmehaven');
    expect(idsOf(answer)).toEqual([1, 2, 3, 4]);
    expect(answer).toMatchObject({ suggestions: ['brumehaven'], corrected: 'brumehaven' });
    expect(await found('lantren keeper')).toEqual([5]);
    expect((await ask('brumehaven')).suggestions).toEqual([]);
  });

  it('tells every game that it finds, in either mode', async () => {
    const every = async (q: string, mode: 'lexical' | 'exact', filters: GameFilter[] = []): Promise<unknown> => {
      const { games, corrected } = await engine.search.every({ query: parseQuery(q), mode, filters });
      return [[...games].sort((a, b) => a - b), corrected];
    };
    expect(await every('brumehaven', 'lexical')).toEqual([[1, 2, 3, 4], undefined]);
    expect(await every('burmehaven -ashes', 'lexical')).toEqual([[1, 2, 4], 'brumehaven']);
    expect(await every('brumehaven', 'exact', [is('year', 'gte', 2012)])).toEqual([[2, 3], undefined]);
    expect(await every('-ashes', 'lexical')).toEqual([[], undefined]);
  });

  it('tells games apart by what a query excludes', async () => {
    const allowed = async (q: string): Promise<readonly number[]> =>
      [...(await engine.search.allowed(parseQuery(q), [1, 3, 4, 6, 13]))].sort((a, b) => a - b);
    expect(await allowed('x -brumehaven')).toEqual([6]);
    expect(await allowed('x -"ashes of" -epees')).toEqual([1, 4]);
  });

  it('never takes one number for another', async () => {
    expect(await found('season pro 2013')).toEqual([10]);
    expect(await found('season pro 2015')).toEqual([]);
    expect(await found('brumehaven 3')).toEqual([]);
  });

  it('reads words written as one, or one written as two, initials and numerals', async () => {
    expect(await found('farridge')).toEqual([8]);
    expect(await found('brume haven')).toEqual(expect.arrayContaining([1, 2, 3]));
    expect((await found('salt winter'))[0]).toBe(9);
    expect(await found('s.a.l.t.')).toContain(9);
    expect(await found('vigil 4')).toEqual([15]);
  });

  it('keeps phrases together and leaves exclusions out', async () => {
    expect(await found('"iron salt"')).toEqual([14]);
    expect(await found('salt -sand')).not.toContain(14);
    expect(await found('brumehaven -"ashes of"')).toEqual([1, 2, 4]);
  });

  it('finds names as they are, no more, in mode exact', async () => {
    expect(idsOf(await exact('Brumehaven'))).toEqual([1, 2, 3]);
    expect(idsOf(await exact('epees'))).toEqual([]);
    expect(idsOf(await exact('gardien lanterne'))).toEqual([5]);
    const slip = await exact('burmehaven');
    expect([slip.hits, slip.total, slip.suggestions]).toEqual([[], 0, ['brumehaven']]);
  });

  it('filters as lists do', async () => {
    const all = (...filters: GameFilter[]): Promise<readonly number[]> => found('brumehaven', filters);
    expect(await all(is('kind', 'eq', 'game'))).toEqual([1, 2, 4]);
    expect(await all(is('platform', 'in', 'playstation-3', 'wii'))).toEqual([2]);
    expect(await all(is('platform', 'ne', 'pc'))).toEqual([4]);
    expect(await all(is('genre', 'nin', 'adventure'))).toEqual([2, 3, 4]);
    expect(await all(is('year', 'between', 2010, 2012))).toEqual([1, 3]);
    expect(await all(is('year', 'gt', 2010), is('year', 'lte', 2013))).toEqual([2, 3]);
    expect(await all(is('rating', 'null', true))).toEqual([3, 4]);
    expect(await all(is('rating', 'null', false))).toEqual([1, 2]);
    expect(await all(is('rating', 'ne', 80))).toEqual([2]);
    expect(await all(is('rating', 'nin', 80))).toEqual([2]);
    expect(await all(is('name', 'contains', 'ven 2'))).toEqual([2]);
    expect(await all(is('name', 'starts', 'ashes'))).toEqual([3]);
    expect(await found('bang', [is('name', 'contains', '100%_')])).toEqual([17]);
    expect(await found('bang', [is('name', 'contains', '1*_')])).toEqual([]);
    expect(await found('oeuvre', [is('country', 'eq', 'FR'), is('developer', 'eq', 'atelier-nord')])).toEqual([7]);
    expect(await found('far ridge', [is('sales_million', 'gte', 1.5)])).toEqual([8]);
  });

  it('pages without a gap', async () => {
    const pages = await Promise.all([0, 1, 2, 3, 4].map((offset) => ask('brumehaven', [], { offset, limit: 1 })));
    expect(pages.flatMap(idsOf)).toEqual([1, 2, 3, 4]);
    expect(pages.map(({ total }) => total)).toEqual([4, 4, 4, 4, 4]);
  });

  it('shows where the words stand, everything else escaped', async () => {
    const shown = await engine.search.highlights(parseQuery('brumehaven'), [1, 4, 5]);
    expect([...shown.keys()].sort()).toEqual([1, 4]);
    expect(shown.get(1)?.['name']).toEqual(['<em>Brumehaven</em>']);
    expect(shown.get(4)?.['summary']?.[0]).toMatch(/^<em>Brumehaven<\/em> was never this quiet &amp; dark &lt; calm/);
    const slip = await engine.search.highlights(parseQuery('burmehaven'), [2]);
    expect(slip.get(2)?.['name']).toEqual(['<em>Brumehaven</em> 2']);
    const french = await engine.search.highlights(parseQuery('épée cheval'), [6]);
    expect(french.get(6)?.['summary']?.[0]).toContain('<em>épées</em>');
  });

  it('completes what is mistyped: the nearer correction first, then the better known', async () => {
    const ids = async (text: string, limit = 10): Promise<readonly number[]> =>
      (await engine.search.suggest(text, limit)).map(({ id }) => id);
    expect(await ids('icnder')).toEqual([20, 19, 18]);
    expect(await ids('icnder', 1)).toEqual([20]);
    expect(await ids('icnder whar')).toEqual([20, 19, 18]);
    expect(await ids('ccinder')).toEqual([20, 19, 18]);
    // A letter is missing: `cinder` is one edit away, the six first letters of nothing else are.
    expect(await ids('cindr')).toEqual([20, 19]);
    expect(await ids('wrharf')).toEqual([18, 20, 19]);
  });

  it('completes names: those that begin so, those with such a word, then those with a slip', async () => {
    const names = async (text: string, limit = 10): Promise<readonly string[]> =>
      (await engine.search.suggest(text, limit)).map(({ name }) => name);
    expect(await names('brum')).toEqual(['Brumehaven', 'Brumehaven 2', 'Ashes of Brumehaven']);
    expect(await names('brumehaven', 1)).toEqual(['Brumehaven']);
    expect(await names('lantern ke')).toEqual(['The Lantern Keeper']);
    expect(await names('burmeh')).toEqual(expect.arrayContaining(['Brumehaven', 'Brumehaven 2']));
    expect(await names('farr')).toEqual(['Far Ridge 3']);
    expect(await names('xyzzy')).toEqual([]);
    expect((await engine.search.suggest('brumehaven 2', 1))[0]).toEqual({
      ...{ id: 2, name: 'Brumehaven 2', year: 2013, platforms: ['pc', 'playstation-3'] },
    });
    expect((await engine.search.suggest('lantern keeper', 1))[0]?.year).toBeNull();
  });
});
