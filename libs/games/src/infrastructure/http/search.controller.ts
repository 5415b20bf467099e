import {
  Always,
  type Call,
  Called,
  clamp,
  type Collection,
  collection,
  collectionText,
  Documented,
  Limited,
  MOST_ITEMS,
  type PageMeta,
  Versioned,
} from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SearchEngines } from '../../application/search/engines';
import { GameItems } from '../../application/search/game-items';
import type { Suggestion } from '../../application/search/game-search';
import { ResolveFilters } from '../../application/search/resolve-filters';
import { type FoundGame, type SearchAnswer, SearchGames } from '../../application/search/search-games';
import { SEARCH_INDEX_DATA } from '../elasticsearch/search-index';
import { GAMES_DATA } from '../persistence/games-data';
import { EMBEDDINGS_DATA } from '../vectors/sql-embeddings';
import { SEARCH_PAGE, SUGGESTED } from './search-examples';
import { MOST_SUGGESTED, SearchQuery, SuggestQuery } from './search-query';

const SYNTAX =
  'Every word must match, in French or in English, in the name, in other names, keywords, genres, summary or storyline; `"two words"` as they stand, `-word` not at all.';
const SEARCH = `${SYNTAX} Slips of up to two letters are forgiven, never in a word with a digit; \`meta.suggestions\` tells which words were taken, or would be. \`hybrid\` fuses the first 100 by words and the first 100 by meaning, and pages within them. Where an engine cannot answer now another does, and \`meta\` says so. Games alone, unless \`kind\` asks for more.`;
const SUGGEST =
  'Games with a name that begins so, then with a word in it that begins so, then with slips of the keyboard; the best known first.';

@ApiTags('games')
@Controller('games')
@Always('games:read')
@Limited('search')
@Versioned([...GAMES_DATA, EMBEDDINGS_DATA, SEARCH_INDEX_DATA])
export class SearchController {
  constructor(
    private readonly search: SearchGames,
    private readonly engines: SearchEngines,
    private readonly filters: ResolveFilters,
    private readonly items: GameItems,
  ) {}

  @Get('search')
  @Documented({ title: 'Search games', fr: 'Chercher des jeux', about: SEARCH })
  @ApiOkResponse({
    description: 'One page, best first.',
    schema: { type: 'object', additionalProperties: true, example: SEARCH_PAGE },
  })
  async find(@Query() query: SearchQuery, @Called() { request, reply }: Call): Promise<string> {
    const limit = clamp(query.limit, MOST_ITEMS, reply);
    const { q, mode, page } = query;
    const filters = await this.filters.execute(query.filters);
    const answer = await this.search.execute({ q, mode, filters, offset: (page - 1) * limit, limit });
    // What is answered in place of something better is asked again, though the catalogue has not changed.
    if (answer.degradedReason !== null) reply.removeHeader('etag');
    const items = await this.itemsOf(answer.games);
    return collectionText(items, { ...pageMeta(query, limit, answer), more: moreOf(query, answer) }, request, reply);
  }

  @Get('suggest')
  @Documented({ title: 'Suggest games', fr: 'Suggérer des jeux', about: SUGGEST })
  @ApiOkResponse({
    description: 'Names, best first.',
    schema: { type: 'object', additionalProperties: true, example: SUGGESTED },
  })
  async suggest(@Query() query: SuggestQuery, @Called() { request, reply }: Call): Promise<Collection<Suggestion>> {
    const limit = clamp(query.limit, MOST_SUGGESTED, reply);
    const { answer, degradedReason } = await this.engines.ask((engine) => engine.suggest(query.q, limit));
    if (degradedReason !== null) reply.removeHeader('etag');
    return collection({ data: answer, limit }, request, reply);
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
  { engine, capped, degradedReason, semantic, suggestions }: SearchAnswer,
): Readonly<Record<string, unknown>> => ({
  ...(capped && { total_capped: true }),
  mode,
  engine: engine ?? 'vectors',
  degraded: degradedReason !== null,
  ...(degradedReason !== null && { degraded_reason: degradedReason }),
  ...(semantic !== null && { semantic }),
  suggestions,
});

const pageMeta = ({ page }: SearchQuery, limit: number, { total }: SearchAnswer): PageMeta => ({
  limit,
  total,
  page,
  ...(page > 1 && { prev: { page: String(page - 1) } }),
  ...(page * limit < total && { next: { page: String(page + 1) } }),
});
