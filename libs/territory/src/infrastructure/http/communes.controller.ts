import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindCommune } from '../../application/find-commune';
import { readFilterCode } from '../../domain/code-reading';
import { AreaAnswers, type Exchange, shapeOf } from './area-answers';
import { COMMUNE } from './area-examples';
import { CommuneQuery, CommunesQuery } from './area-queries';
import { filterCodes } from './filter-codes';
import { Exchanged } from './exchange';
import { AreaItem, AreaList, TerritoryReads } from './territory-route';

@ApiTags('territory')
@Controller('communes')
@TerritoryReads()
export class CommunesController {
  constructor(
    private readonly findCommune: FindCommune,
    private readonly answers: AreaAnswers,
  ) {}

  @Get()
  @AreaList(
    {
      title: 'List communes',
      fr: 'Lister les communes',
      description:
        'Communes by name, postal code, code, département, région, EPCI … in the vocabulary of geo.api.gouv.fr: bare ' +
        'arrays, members without value left out, every match sent where there is no `limit`. Unlike there, search by name ' +
        'forgives typing errors and tells in `_match` what it found, a postal code may be incomplete, an unknown or ' +
        'ill-typed parameter is an error, and errors are problem documents (RFC 9457).',
      example: COMMUNE,
    },
    ...(['json', 'geojson', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: CommunesQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const { code, codeParent, ancienCode, type, zone } = query;
    const criteria = {
      ...filterCodes(query),
      ...(code !== undefined && { code: readFilterCode('commune', code, 'code') }),
      ...(codeParent !== undefined && { parentCode: readFilterCode('commune', codeParent, 'codeParent') }),
      ...(ancienCode !== undefined && { formerCode: readFilterCode('commune', ancienCode, 'ancienCode') }),
      ...(type && { types: type }),
      ...(zone && { zones: zone }),
    };
    return this.answers.list('commune', query, criteria, exchange);
  }

  @Get(':code')
  @ApiParam({ name: 'code', description: 'INSEE code, present or former; a lost zero is restored.', example: '01001' })
  @AreaItem(
    {
      title: 'One commune',
      fr: 'Une commune',
      description:
        'The commune of this INSEE code. A former code leads to the commune of today, which `Content-Location` and `_match` ' +
        'tell; the code of an arrondissement of Paris, Lyon or Marseille answers that arrondissement.',
      example: COMMUNE,
    },
    'json',
    'geojson',
  )
  async get(
    @Param('code') text: string,
    @Query() query: CommuneQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    const { item, code } = await this.findCommune.execute(text, shapeOf('commune', query, exchange.format));
    return this.answers.item(item, exchange, `/communes/${code}`);
  }
}
