import {
  Always,
  type Call,
  Called,
  Documented,
  Id,
  ListAnswers,
  Listed,
  ListOf,
  ListQuery,
  Refuses,
  Versioned,
} from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { CompanyReads } from '../../application/reads/company-reads';
import { COMPANIES, COMPANY_FIELDS } from '../listing/company-listing';
import { GENRE_FIELDS, genreListing, PLATFORM_FIELDS, platformListing } from '../listing/word-listings';
import { gameMappings } from '../mapping/mapping-files';
import { COMPANY_MEMBERS } from '../persistence/company-members';
import { GAMES_DATA } from '../persistence/games-data';

const COUNTED = '`games` counts as `GET /games` does: games alone, not their additions.';

const PLATFORM = { slug: 'nintendo-ds', name: 'Nintendo DS', family: 'nintendo-ds', games: 42 };
const GENRE = { slug: 'racing', name_en: 'Racing', name_fr: 'Course', games: 42 };
const COMPANY = {
  ...{ id: 12, slug: 'northwind-works', name: 'Northwind Works', country: 'FR', website: null },
  ...{ roles: ['developer'], games: 3, developed: 3, published: 0 },
};

const PLATFORMS = platformListing(gameMappings());
const GENRES = genreListing(gameMappings());

@ListOf({ table: PLATFORM_FIELDS, members: Object.keys(PLATFORMS.members) })
class PlatformsQuery extends ListQuery {}

@ListOf({ table: GENRE_FIELDS, members: Object.keys(GENRES.members) })
class GenresQuery extends ListQuery {}

@ListOf({ table: COMPANY_FIELDS, members: Object.keys(COMPANY_MEMBERS) })
class CompaniesQuery extends ListQuery {}

@ApiTags('games')
@Controller('platforms')
@Always('games:read')
@Versioned(GAMES_DATA)
export class PlatformsController {
  constructor(private readonly lists: ListAnswers) {}

  @Listed('', {
    title: 'List platforms',
    fr: 'Lister les plateformes',
    about: `Platforms of games, by slug. Those of one family count as one when records are compared. ${COUNTED}`,
    example: PLATFORM,
  })
  list(@Query() query: PlatformsQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(PLATFORMS, { ...call, query });
  }
}

@ApiTags('games')
@Controller('genres')
@Always('games:read')
@Versioned(GAMES_DATA)
export class GenresController {
  constructor(private readonly lists: ListAnswers) {}

  @Listed('', {
    title: 'List genres',
    fr: 'Lister les genres',
    about: `Genres of games, in both languages. ${COUNTED}`,
    example: GENRE,
  })
  list(@Query() query: GenresQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(GENRES, { ...call, query });
  }
}

@ApiTags('games')
@Controller('companies')
@Always('games:read')
@Versioned(GAMES_DATA)
export class CompaniesController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly companies: CompanyReads,
  ) {}

  @Listed('', {
    title: 'List companies',
    fr: 'Lister les entreprises',
    about: `Companies that developed or published a game. \`name\` is compared without case and accents. ${COUNTED}`,
    example: COMPANY,
  })
  list(@Query() query: CompaniesQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(COMPANIES, { ...call, query });
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Id of the company.', example: 12 })
  @Documented({ title: 'One company', fr: 'Une entreprise', about: COUNTED })
  @ApiOkResponse({
    description: 'The company.',
    schema: { type: 'object', additionalProperties: true, example: COMPANY },
  })
  @Refuses({ 404: ['games.company-not-found'] })
  async get(@Id('id') id: number, @Called() { reply }: Call): Promise<string> {
    const item = await this.companies.get(id);
    reply.type('application/json; charset=utf-8');
    return item;
  }
}
