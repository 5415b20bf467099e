import {
  Always,
  type Call,
  Called,
  clamp,
  collectionText,
  Documented,
  Limited,
  MOST_ITEMS,
  type PageMeta,
  Spoken,
  Versioned,
} from '@hexagone/platform';
import type { Language } from '@hexagone/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GameItems } from '../../application/search/game-items';
import { ResolveFilters } from '../../application/search/resolve-filters';
import { type FoundGame, type SearchAnswer, SearchGames } from '../../application/search/search-games';
import { SEARCH_INDEX_DATA } from '../elasticsearch/search-index';
import { SearchFacets } from '../listing/search-facets';
import { GAMES_DATA } from '../persistence/games-data';
import { EMBEDDINGS_DATA } from '../vectors/sql-embeddings';
import { SEARCH_PAGE } from './search-examples';
import { SearchQuery } from './search-query';

const SYNTAX =
  'By words, every word must match, in French or in English, in the name, in other names, keywords, genres, summary or storyline, `"two words"` as they stand. No game has a `-word`, in any mode.';
const MODES =
  'Slips of up to two letters are forgiven, never in a word with a digit; `meta.suggestions` tells which words were taken, or would be. `hybrid` fuses the first 100 by words and the first 100 by meaning, and pages within them; by words alone the first 1,000 can be paged. `meta.total_capped`: there may be more.';
const MEANING =
  '`meta.semantic_missing`: so many games of the catalogue cannot be found by meaning, as they are still to be embedded or hold no word that the model knows; absent where there is none.';
const COUNTS =
  'A count of `facets` is `meta.total` of the same request with that value in place of any filter on the same field, where that is not capped; of what is found by meaning, the nearest 1,000 count.';
const SEARCH = `${SYNTAX} ${MODES} ${MEANING} ${COUNTS} Where an engine cannot answer now another does, and \`meta\` says so. Games alone, unless \`kind\` asks for more.`;
@ApiTags('games')
@Controller('games')
@Always('games:read')
@Limited('search')
@Versioned([...GAMES_DATA, EMBEDDINGS_DATA, SEARCH_INDEX_DATA], { spoken: true })
export class SearchController {
  constructor(
    private readonly search: SearchGames,
    private readonly filters: ResolveFilters,
    private readonly items: GameItems,
    private readonly facets: SearchFacets,
  ) {}

  @Get('search')
  @Documented({ title: 'Search games', fr: 'Chercher des jeux', about: SEARCH })
  @ApiOkResponse({
    description: 'One page, best first.',
    schema: { type: 'object', additionalProperties: true, example: SEARCH_PAGE },
  })
  async find(
    @Query() query: SearchQuery,
    @Called() { request, reply }: Call,
    @Spoken() language: Language,
  ): Promise<string> {
    const limit = clamp(query.limit, MOST_ITEMS, reply);
    const { q, mode, page, facets } = query;
    const question = { q, mode, filters: await this.filters.execute(query.filters) };
    const answer = await this.search.execute({ ...question, offset: (page - 1) * limit, limit });
    const beside = facets && (await this.facets.of({ ...question, facets, language }));
    // What is answered in place of something better is asked again, though the catalogue has not changed.
    if (answer.degradedReason !== null || answer.semantic === 'unavailable') reply.removeHeader('etag');
    const items = await this.itemsOf(answer.games);
    const meta = { ...pageMeta(query, limit, answer), more: moreOf(query, answer), ...(beside && { beside }) };
    return collectionText(items, meta, request, reply);
  }

  /** What went meanwhile is left out. */
  private async itemsOf(games: readonly FoundGame[]): Promise<string> {
    const items = await this.items.of(games.map(({ id }) => id));
    return games
      .flatMap(({ id, score, ranks, highlights }) => {
        const item = items.get(id);
        const found = JSON.stringify({ score: Number(score.toFixed(6)), ranks, highlights });
        return item === undefined ? [] : [`${item.slice(0, -1)},${found.slice(1)}`];
      })
      .join(',');
  }
}

const moreOf = (
  { mode }: SearchQuery,
  { engine, capped, degradedReason, semantic, semanticMissing = 0, suggestions }: SearchAnswer,
): Readonly<Record<string, unknown>> => ({
  ...(capped && { total_capped: true }),
  mode,
  engine: engine ?? 'vectors',
  degraded: degradedReason !== null,
  ...(degradedReason !== null && { degraded_reason: degradedReason }),
  ...(semantic !== null && { semantic }),
  ...(semanticMissing > 0 && { semantic_missing: semanticMissing }),
  suggestions,
});

const pageMeta = ({ page }: SearchQuery, limit: number, { total }: SearchAnswer): PageMeta => ({
  limit,
  total,
  page,
  ...(page > 1 && { prev: { page: String(page - 1) } }),
  ...(page * limit < total && { next: { page: String(page + 1) } }),
});
