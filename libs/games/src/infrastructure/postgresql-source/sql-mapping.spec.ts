import { join } from 'node:path';
import { readMapping, sqlMapping } from './sql-mapping';

const refusal = (text: string): unknown => {
  try {
    return sqlMapping(text, 'mine');
  } catch (error) {
    return (error as { detail: { en: string } }).detail.en;
  }
};

describe('the mapping of a database', () => {
  it('that is delivered can be read', async () => {
    const mapping = await readMapping(join(process.cwd(), 'config/games/sql/vestimlib.yaml'), 'vestimlib');
    expect(mapping).toMatchObject({ name: 'vestimlib', scheme: 'igdb' });
    expect(Object.keys(mapping.queries)).toEqual(['games', 'releases', 'genres', 'companies']);
  });

  it.each([
    ['games: [', 'this is not YAML'],
    ['- a list', 'the members name, licence, external_scheme, queries are missing'],
    ['name: x\nlicense: y', 'there is no member license; did you mean licence?'],
    ['name: x\nlicence: y', 'the members games, releases, genres, companies, texts are missing'],
    ['name: x\nlicence: y\nqueries: {genres: SELECT 1}', 'games must be a text'],
    ['licence: y\nqueries: {games: SELECT 1}', 'name must be a text'],
    ['name: x\nlicence: y\nexternal_scheme: 3\nqueries: {games: SELECT 1}', 'external_scheme must be a text'],
  ])('names what is wrong with %j', (text, said) => {
    expect(refusal(text)).toBe(`config/games/sql/mine.yaml: ${said}.`);
  });

  it('needs no scheme', () => {
    expect(sqlMapping('name: x\nlicence: y\nqueries: {games: SELECT 1}', 'mine').scheme).toBeNull();
  });

  it('that is not there is named', async () => {
    await expect(readMapping('/nowhere.yaml', 'nowhere')).rejects.toMatchObject({ outcome: 'usage' });
  });
});
