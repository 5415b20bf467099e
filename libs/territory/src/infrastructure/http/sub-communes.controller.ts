import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindArea } from '../../application/find-area';
import { SUB_COMMUNE_TYPES } from '../../domain/areas';
import { readFilterCode } from '../../domain/code-reading';
import { AreaAnswers, type Exchange, shapeOf } from './area-answers';
import { SUB_COMMUNE } from './area-examples';
import { SubCommuneQuery, SubCommunesQuery } from './area-queries';
import { Exchanged } from './exchange';
import { filterCodes } from './filter-codes';
import { AreaItem, AreaList, TerritoryReads } from './territory-route';

const PATH = 'communes_associees_deleguees';

@ApiTags('territory')
@Controller(PATH)
@TerritoryReads()
export class SubCommunesController {
  constructor(
    private readonly findArea: FindArea,
    private readonly answers: AreaAnswers,
  ) {}

  @Get()
  @AreaList(
    {
      title: 'List associated and delegated communes',
      fr: 'Lister les communes associées et déléguées',
      description: 'Communes that merged into another and kept a name of their own inside it.',
      example: SUB_COMMUNE,
    },
    ...(['json', 'geojson', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: SubCommunesQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const { code, chefLieu, type } = query;
    const criteria = {
      ...filterCodes(query),
      ...(code !== undefined && { code: readFilterCode('commune', code, 'code') }),
      ...(chefLieu !== undefined && { parentCode: readFilterCode('commune', chefLieu, 'chefLieu') }),
      types: type ?? SUB_COMMUNE_TYPES,
    };
    return this.answers.list('subCommune', query, criteria, exchange);
  }

  @Get(':code')
  @ApiParam({ name: 'code', description: 'INSEE code; a lost zero is restored.', example: '93059' })
  @AreaItem(
    {
      title: 'One associated or delegated commune',
      fr: 'Une commune associée ou déléguée',
      description:
        'The associated or delegated commune of this INSEE code, with the commune it is part of (`chefLieu`).',
      example: SUB_COMMUNE,
    },
    'json',
    'geojson',
  )
  async get(
    @Param('code') text: string,
    @Query() query: SubCommuneQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    const { item, code } = await this.findArea.execute(
      'subCommune',
      text,
      shapeOf('subCommune', query, exchange.format),
    );
    return this.answers.item(item, exchange, `/${PATH}/${code}`);
  }
}
