import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GameSearch } from '../../libs/games/src/application/search/game-search';
import { parseQuery } from '../../libs/games/src/domain/search/parse-query';
import { titleFeatures } from '../../libs/games/src/domain/title/title-key';
import { type Catalogue, openCatalogue } from '../support/games/catalogue';
import { postgresSearch } from '../support/games/search-engines';

interface Labelled {
  readonly kind: string;
  readonly query: string;
  readonly expected: string;
}

const linesOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(join(__dirname, '../fixtures/games', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';'));

const QUERIES: readonly Labelled[] = [
  ...linesOf('queries.csv').map(([language, query = '', expected = '']) => ({
    kind: `slip (${String(language)})`,
    query,
    expected,
  })),
  ...linesOf('wordings.csv').map(([kind = '', , query = '', expected = '']) => ({ kind, query, expected })),
];

/** Each reads the generated world where it is told of nothing else. */
const DATASETS = ['igdb', 'sql', 'elasticsearch', 'opencritic', 'sales'].map((source) => `games-${source}`);

const KINDS = [...new Set(QUERIES.map(({ kind }) => kind))];

/** Numbers are written in either way. */
const keyOf = (title: string): string => titleFeatures(title).key;

describe('queries whose game is known, in the generated catalogue', () => {
  let catalogue: Catalogue;
  let search: GameSearch;
  beforeAll(async () => {
    catalogue = await openCatalogue();
    for (const dataset of DATASETS) {
      const [run] = await catalogue.run({ dataset, from: { kind: 'embedded' }, trigger: 'cli', actor: 'test' });
      expect(run).toMatchObject({ state: 'published', dataset });
    }
    const { app } = catalogue;
    search = postgresSearch({ database: app.get(Database), generations: app.get(Generations) });
  }, 180_000);
  afterAll(() => catalogue.close());

  /** All names of the first three. */
  async function firstThree(query: string): Promise<readonly string[]> {
    const { hits } = await search.search({
      ...{ query: parseQuery(query), mode: 'lexical', filters: [], offset: 0, limit: 3 },
    });
    const rows = await catalogue.rows<{ name: string }>(
      `SELECT unnest(g.name || ARRAY(SELECT t ->> 'name' FROM jsonb_array_elements(g.detail -> 'alternativeTitles') t)) AS name
       FROM game g WHERE g.id = ANY($1)`,
      [hits.map(({ id }) => id)],
    );
    return rows.map(({ name }) => name);
  }

  it('are enough of them', () => {
    expect(QUERIES.length).toBeGreaterThanOrEqual(120);
  });

  it.each(KINDS)('%s: it is among the first three', async (kind) => {
    const asked = QUERIES.filter((query) => query.kind === kind);
    const missed: Labelled[] = [];
    for (const labelled of asked) {
      const names = await firstThree(labelled.query);
      if (!names.some((name) => keyOf(name).startsWith(keyOf(labelled.expected)))) missed.push(labelled);
    }
    expect(missed).toEqual([]);
  });
});
