import type { Language } from '@hexagone/kernel';
import { Database, jsonObject, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { FoundGames } from '../../application/search/found-games';
import type { SearchQuestion } from '../../application/search/search-games';
import { gameMappings } from '../mapping/mapping-files';
import { type Facet, facetCounts, othersThan } from './game-facets';

export interface CountedSearch extends Omit<SearchQuestion, 'offset' | 'limit'> {
  readonly facets: readonly Facet[];
  readonly language: Language;
}

/** Counts of what a search finds. */
@Injectable()
export class SearchFacets {
  constructor(
    private readonly database: Database,
    private readonly found: FoundGames,
  ) {}

  /**
   * JSON of an object, `facets`: how many of the games found have each value of these fields, whatever is asked of that
   * same field.
   */
  async of({ facets, language, ...question }: CountedSearch): Promise<string> {
    const games = new Map<Facet | null, readonly number[]>();
    for (const facet of facets) {
      const key = this.own(facet, question) ? facet : null;
      const filters = othersThan(facet, question.filters);
      if (!games.has(key)) games.set(key, await this.found.execute({ ...question, filters }));
    }
    const to = new SqlParameters();
    const lists = new Map([...games].map(([key, ids]) => [key, to.add(ids)]));
    const fromOf = (facet: Facet): string =>
      `FROM game g WHERE g.state = 'live' AND g.id = ANY(${lists.get(this.own(facet, question) ? facet : null)}::integer[])`;
    const counts = facetCounts(facets, fromOf, { mappings: gameMappings(), language }, to);
    const { rows } = await this.database.query<{ beside: string }>(
      `SELECT ${jsonObject({ facets: counts })} AS beside`,
      to.values,
    );
    return rows[0]?.beside ?? '{}';
  }

  private own(facet: Facet, { filters }: Pick<SearchQuestion, 'filters'>): boolean {
    return filters.some(({ field }) => field === facet);
  }
}
