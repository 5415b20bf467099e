import type { GameFilter } from './game-filter';
import { GameSlugs } from './game-slugs';
import { ResolveFilters } from './resolve-filters';

class KnownSlugs extends GameSlugs {
  companies(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(ids.filter((id) => id === '7').map((id) => [id, 'owlworks'])));
  }
  platform(id: string): string | undefined {
    return id === '6' ? 'pc' : undefined;
  }
  genre(id: string): string | undefined {
    return id === '10' ? 'racing' : undefined;
  }
}

const resolved = (...filters: GameFilter[]): Promise<readonly GameFilter[]> =>
  new ResolveFilters(new KnownSlugs()).execute(filters);
const any = (field: string, ...values: unknown[]): GameFilter => ({ field, operator: 'in', values });
const GAMES_ALONE = { field: 'kind', operator: 'eq', values: ['game'] };

describe('filters', () => {
  it('mean games alone where no kind is asked for', async () => {
    expect(await resolved()).toEqual([GAMES_ALONE]);
    expect(await resolved(any('kind', 'dlc'))).toEqual([any('kind', 'dlc')]);
    expect(await resolved(any('kind', 'all'), any('year', 1999))).toEqual([any('year', 1999)]);
  });

  it.each([
    ['company', '7', 'owlworks'],
    ['developer', '7', 'owlworks'],
    ['publisher', '7', 'owlworks'],
    ['platform', '6', 'pc'],
    ['genre', '10', 'racing'],
  ])('have the slug of %s %s', async (field, id, slug) => {
    expect(await resolved(any(field, id, 'other', '999'))).toEqual([GAMES_ALONE, any(field, slug, 'other', '999')]);
  });

  it('are left as they are elsewhere', async () => {
    expect(await resolved(any('rating', 7), any('name', '7'))).toEqual([
      GAMES_ALONE,
      any('rating', 7),
      any('name', '7'),
    ]);
  });
});
