import {
  Always,
  type Call,
  Called,
  clamp,
  type Collection,
  collection,
  Documented,
  Limited,
  Versioned,
} from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SearchEngines } from '../../application/search/engines';
import type { Suggestion } from '../../application/search/game-search';
import { SEARCH_INDEX_DATA } from '../elasticsearch/search-index';
import { GAMES_DATA } from '../persistence/games-data';
import { SUGGESTED } from './search-examples';
import { MOST_SUGGESTED, SuggestQuery } from './search-query';

const SUGGEST =
  'Games with a name that begins so, then with a word in it that begins so, then with slips of the keyboard, the nearer correction first; of each the best known first.';

@ApiTags('games')
@Controller('games')
@Always('games:read')
@Limited('search')
@Versioned([...GAMES_DATA, SEARCH_INDEX_DATA])
export class SuggestController {
  constructor(private readonly engines: SearchEngines) {}

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
}
