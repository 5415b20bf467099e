import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindArea } from '../../application/find-area';
import { readFilterCode } from '../../domain/code-reading';
import { AreaAnswers, type Exchange, shapeOf, tellTruePath } from './area-answers';
import { COMMUNE, DEPARTEMENT } from './area-examples';
import { DepartementQuery, DepartementsQuery, MembersQuery } from './area-queries';
import { Exchanged } from './exchange';
import { filterCodes } from './filter-codes';
import { AreaItem, AreaList, TerritoryReads } from './territory-route';
import { zonesOf } from './zones';

const CODE = { name: 'code', description: 'Code of the département; a lost zero is restored.', example: '01' };

@ApiTags('territory')
@Controller('departements')
@TerritoryReads()
export class DepartementsController {
  constructor(
    private readonly findArea: FindArea,
    private readonly answers: AreaAnswers,
  ) {}

  @Get()
  @AreaList(
    {
      title: 'List départements',
      fr: 'Lister les départements',
      description: 'Metropolitan and overseas départements; `zone=com` adds the overseas collectivities.',
      example: DEPARTEMENT,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: DepartementsQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const { code } = query;
    const criteria = {
      ...filterCodes(query),
      ...(code !== undefined && { code: readFilterCode('departement', code, 'code') }),
      ...zonesOf(query),
    };
    return this.answers.list('departement', query, criteria, exchange);
  }

  @Get(':code')
  @ApiParam(CODE)
  @AreaItem({
    title: 'One département',
    fr: 'Un département',
    description: 'The département of this code.',
    example: DEPARTEMENT,
  })
  async get(
    @Param('code') text: string,
    @Query() query: DepartementQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    const { item, code } = await this.findArea.execute(
      'departement',
      text,
      shapeOf('departement', query, exchange.format),
    );
    return this.answers.item(item, exchange, `/departements/${code}`);
  }

  @Get(':code/communes')
  @ApiParam(CODE)
  @AreaList(
    {
      title: 'List the communes of a département',
      fr: "Lister les communes d'un département",
      description: 'Every current commune of the département, by code.',
      example: COMMUNE,
    },
    ...(['json', 'geojson', 'csv', 'ndjson'] as const),
  )
  async communes(
    @Param('code') text: string,
    @Query() query: MembersQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<unknown> {
    const departementCode = await this.findArea.codeOf('departement', text);
    tellTruePath(exchange, `/departements/${departementCode}/communes`);
    return this.answers.list('commune', query, { departementCode }, exchange);
  }
}
