import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindArea } from '../../application/find-area';
import { readFilterCode } from '../../domain/code-reading';
import { AreaAnswers, type Exchange, shapeOf, tellTruePath } from './area-answers';
import { DEPARTEMENT, REGION } from './area-examples';
import { RegionDepartementsQuery, RegionQuery, RegionsQuery } from './area-queries';
import { Exchanged } from './exchange';
import { AreaItem, AreaList, TerritoryReads } from './territory-route';
import { zonesOf } from './zones';

const CODE = { name: 'code', description: 'Code of the région; a lost zero is restored.', example: '84' };

@ApiTags('territory')
@Controller('regions')
@TerritoryReads()
export class RegionsController {
  constructor(
    private readonly findArea: FindArea,
    private readonly answers: AreaAnswers,
  ) {}

  @Get()
  @AreaList(
    {
      title: 'List régions',
      fr: 'Lister les régions',
      description: 'Metropolitan and overseas régions; `zone=com` adds the overseas collectivities.',
      example: REGION,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: RegionsQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const { code, chefLieu } = query;
    const criteria = {
      ...(code !== undefined && { code: readFilterCode('region', code, 'code') }),
      ...(chefLieu !== undefined && { seat: readFilterCode('commune', chefLieu, 'chefLieu') }),
      ...zonesOf(query),
    };
    return this.answers.list('region', query, criteria, exchange);
  }

  @Get(':code')
  @ApiParam(CODE)
  @AreaItem({ title: 'One région', fr: 'Une région', description: 'The région of this code.', example: REGION })
  async get(
    @Param('code') text: string,
    @Query() query: RegionQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    const { item, code } = await this.findArea.execute('region', text, shapeOf('region', query, exchange.format));
    return this.answers.item(item, exchange, `/regions/${code}`);
  }

  @Get(':code/departements')
  @ApiParam(CODE)
  @AreaList(
    {
      title: 'List the départements of a région',
      fr: "Lister les départements d'une région",
      description: 'Every département of the région, by code.',
      example: DEPARTEMENT,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  async departements(
    @Param('code') text: string,
    @Query() query: RegionDepartementsQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<unknown> {
    const regionCode = await this.findArea.codeOf('region', text);
    tellTruePath(exchange, `/regions/${regionCode}/departements`);
    return this.answers.list('departement', query, { regionCode }, exchange);
  }
}
