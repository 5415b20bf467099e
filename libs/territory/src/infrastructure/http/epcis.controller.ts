import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindArea } from '../../application/find-area';
import { readFilterCode } from '../../domain/code-reading';
import { AreaAnswers, type Exchange, shapeOf, tellTruePath } from './area-answers';
import { COMMUNE, EPCI } from './area-examples';
import { EpciQuery, EpcisQuery, MembersQuery } from './area-queries';
import { Exchanged } from './exchange';
import { filterCodes } from './filter-codes';
import { AreaItem, AreaList, TerritoryReads } from './territory-route';

const CODE = { name: 'code', description: 'SIREN of the EPCI.', example: '243500139' };

@ApiTags('territory')
@Controller('epcis')
@TerritoryReads()
export class EpcisController {
  constructor(
    private readonly findArea: FindArea,
    private readonly answers: AreaAnswers,
  ) {}

  @Get()
  @AreaList(
    {
      title: 'List intercommunalities (EPCI)',
      fr: 'Lister les intercommunalités (EPCI)',
      description: 'Groupings of communes with their own tax; by name, département or région of their members.',
      example: EPCI,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: EpcisQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const { code, zone } = query;
    const criteria = {
      ...filterCodes(query),
      ...(code !== undefined && { code: readFilterCode('epci', code, 'code') }),
      ...(zone && { zones: zone }),
    };
    return this.answers.list('epci', query, criteria, exchange);
  }

  @Get(':code')
  @ApiParam(CODE)
  @AreaItem({
    title: 'One intercommunality (EPCI)',
    fr: 'Une intercommunalité (EPCI)',
    description: 'The EPCI of this SIREN.',
    example: EPCI,
  })
  async get(@Param('code') text: string, @Query() query: EpciQuery, @Exchanged() exchange: Exchange): Promise<string> {
    const { item, code } = await this.findArea.execute('epci', text, shapeOf('epci', query, exchange.format));
    return this.answers.item(item, exchange, `/epcis/${code}`);
  }

  @Get(':code/communes')
  @ApiParam(CODE)
  @AreaList(
    {
      title: 'List the communes of an intercommunality (EPCI)',
      fr: "Lister les communes d'une intercommunalité (EPCI)",
      description: 'Every member commune, by code.',
      example: COMMUNE,
    },
    ...(['json', 'geojson', 'csv', 'ndjson'] as const),
  )
  async communes(
    @Param('code') text: string,
    @Query() query: MembersQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<unknown> {
    const epciCode = await this.findArea.codeOf('epci', text);
    tellTruePath(exchange, `/epcis/${epciCode}/communes`);
    return this.answers.list('commune', query, { epciCode }, exchange);
  }
}
