import {
  Always,
  type Call,
  Called,
  clamp,
  collectionText,
  Documented,
  type Filter,
  Filters,
  Id,
  Limited,
  Told,
  Versioned,
  Whole,
} from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { GameItems } from '../../application/search/game-items';
import { ResolveFilters } from '../../application/search/resolve-filters';
import { type SimilarGame, SimilarGames } from '../../application/vectors/similar-games';
import { GAME_FIELDS } from '../listing/game-fields';
import { GAMES_DATA } from '../persistence/games-data';
import { EMBEDDINGS_DATA } from '../vectors/sql-embeddings';
import { GAME_ITEM } from './games-examples';
import { moved } from './moved';

const MOST = 50;

const ABOUT =
  'Games whose name, genres and summary mean nearly the same, nearest first; never the game itself, its editions or its ports. `score` is the cosine between both texts, `why` what the two have in common. While the game is still to be embedded, or where embeddings are switched off, the list is empty and `meta.degraded` says so. Games alone, unless `kind` asks for more.';

const EXAMPLE = {
  data: [
    {
      ...GAME_ITEM,
      id: 1240,
      name: 'Moonlit Harbour Rally 2',
      score: 0.7812,
      why: { genres: ['racing'], keywords: [], companies: [] },
    },
  ],
  meta: { limit: 10, has_more: false, degraded: false },
  links: { self: '/games/1239/similar' },
};

class SimilarQuery {
  @Told(Whole({ min: 1, max: MOST, clamped: true }), `Games to answer; more than ${MOST} counts as ${MOST}.`, 10)
  limit = 10;

  @Filters(GAME_FIELDS)
  filters: readonly Filter[] = [];
}

@ApiTags('games')
@Controller('games')
@Always('games:read')
@Limited('search')
@Versioned([...GAMES_DATA, EMBEDDINGS_DATA])
export class SimilarController {
  constructor(
    private readonly similar: SimilarGames,
    private readonly filters: ResolveFilters,
    private readonly items: GameItems,
  ) {}

  @Get(':id/similar')
  @ApiParam({ name: 'id', description: 'Id of the game.', example: 1239 })
  @Documented({ title: 'Similar games', fr: 'Jeux semblables', about: ABOUT })
  @ApiOkResponse({
    description: 'Similar games.',
    schema: { type: 'object', additionalProperties: true, example: EXAMPLE },
  })
  async of(@Id('id') id: number, @Query() query: SimilarQuery, @Called() { request, reply }: Call): Promise<unknown> {
    const limit = clamp(query.limit, MOST, reply);
    const filters = await this.filters.execute(query.filters);
    const { mergedInto, state, games } = await this.similar.execute(id, { filters, limit });
    if (mergedInto !== null) return moved(reply, id, mergedInto, '/similar');
    const degraded = state !== 'ready';
    const more = { degraded, ...(degraded && { degraded_reason: `embeddings-${state}` }) };
    return collectionText(await this.told(games), { limit, more }, request, reply);
  }

  /** What went meanwhile is left out. */
  private async told(games: readonly SimilarGame[]): Promise<string> {
    const items = await this.items.of(games.map(({ id }) => id));
    return games
      .flatMap(({ id, cosine, why }) => {
        const item = items.get(id);
        return item === undefined ? [] : [withMore(item, { score: Number(cosine.toFixed(4)), why })];
      })
      .join(',');
  }
}

const withMore = (item: string, more: object): string => `${item.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
