import {
  Always,
  type Call,
  Called,
  type Filter,
  List,
  ListAnswers,
  Listed,
  ListOf,
  ListQuery,
  Spoken,
  Told,
  Versioned,
} from '@hexagone/platform';
import type { Language } from '@hexagone/kernel';
import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { ResolveFilters } from '../../application/search/resolve-filters';
import { type Facet, FACETS, facetMembers } from '../listing/game-facets';
import { GAME_WORDS, GAMES } from '../listing/game-listing';
import { gameMappings } from '../mapping/mapping-files';
import { GAMES_DATA } from '../persistence/games-data';
import { GAME_FACETS, GAME_ITEM } from './games-examples';

const GAMES_ABOUT = `Golden games: each made of the records that sources have of it. Platforms, genres and companies by slug or id, countries of companies by ISO 3166-1; \`[in]\` means any of them. \`name\` is compared without case and accents. Games alone, unless \`kind\` asks for more (\`all\`: everything). A count of \`facets\` is \`meta.total\` of the same request with that value in place of any filter on the same field; of a page alone, not of CSV and NDJSON.`;

@ListOf(GAME_WORDS)
class GamesQuery extends ListQuery {
  @Told(List(FACETS), 'Counts games by the values of these fields: the 50 most frequent of each.')
  facets?: readonly Facet[];
}

@ApiTags('games')
@Controller('games')
@Always('games:read')
@Versioned(GAMES_DATA, { spoken: true })
export class GamesController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly filters: ResolveFilters,
  ) {}

  @Listed('', {
    title: 'List games',
    fr: 'Lister les jeux',
    about: GAMES_ABOUT,
    example: GAME_ITEM,
    beside: { facets: GAME_FACETS },
  })
  async list(
    @Query() query: GamesQuery,
    @Called() call: Call,
    @Spoken() language: Language,
  ): Promise<string | Readable> {
    const filters = (await this.filters.execute(query.filters)).map((filter): Filter => ({ sql: '', ...filter }));
    const { facets } = query;
    const beside = facets && facetMembers({ facets, filters, language, mappings: gameMappings() });
    const asked = Object.assign(new GamesQuery(), query, { filters });
    return this.lists.answer({ ...GAMES, ...(beside && { beside }) }, { ...call, query: asked });
  }
}
