import { DomainError, nearestName } from '@hexagone/kernel';
import { ListAnswers, ListOf, ListQuery } from '@hexagone/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { AreaReads, type Consistency } from '../../application/area-reads';
import { type Area, AREAS, findArea } from '../../domain/areas';
import { meanIn } from '../../domain/figures';
import { AREA_NOT_FOUND, AREA_UNDIVIDED } from '../../domain/reading.errors';
import { HALF_HOUR, slotRange } from '../../domain/slot-range';
import { ALL_AREAS, AREA_WORDS } from '../persistence/area-listing';
import { AREA, AREA_PAGE, CONSISTENCY } from './area-examples';
import { Answers, EnergyReads } from './energy-route';
import { type Exchange, Exchanged } from './exchange';
import { SeriesAnswers } from './series-answers';
import { freshnessOf, rangeHead, sourceOf } from './series-head';
import { RangeQuery } from './series-queries';

const CODE = {
  name: 'code',
  description: 'Code of the area, in any case, or INSEE code of the region.',
  example: 'FR',
};

@ListOf(AREA_WORDS)
class AreasQuery extends ListQuery {}

@ApiTags('energy')
@Controller('areas')
@EnergyReads()
export class AreasController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly areas: AreaReads,
    private readonly answers: SeriesAnswers,
  ) {}

  @Get()
  @Answers(
    {
      title: 'List areas',
      fr: 'Lister les zones',
      description: 'The country and the regions that RTE publishes for, with what is stored of each.',
      example: AREA_PAGE,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: AreasQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    return this.lists.answer(ALL_AREAS, { ...exchange, query });
  }

  @Get(':code')
  @ApiParam(CODE)
  @Answers({ title: 'One area', fr: 'Une zone', description: 'What is stored of one area.', example: AREA })
  async get(@Param('code') code: string, @Exchanged() { reply }: Exchange): Promise<string> {
    const item = await this.areas.get(areaAt(code));
    reply.type('application/json; charset=utf-8');
    return item;
  }

  @Get(':code/consistency')
  @ApiParam(CODE)
  @Answers({
    title: 'The country against its regions',
    fr: 'Le pays comparé à ses régions',
    description:
      'The sum of the twelve regions against the country, at the half-hours of a range. Only the country, FR, has parts to add up.',
    example: CONSISTENCY,
  })
  async consistency(@Param('code') code: string, @Query() query: RangeQuery): Promise<object> {
    const area = areaAt(code);
    if (area.kind !== 'country') throw undivided(area);
    const range = slotRange(query, HALF_HOUR);
    const found = await this.answers.fresh(() => this.areas.consistency(range));
    return {
      ...{ unit: 'MW', area: area.code, resolution: 'PT30M', timezone: 'Europe/Paris' },
      ...rangeHead(range),
      ...consistencyItems(found),
      freshness: freshnessOf(found),
      source: sourceOf(found.facts.synthetic),
    };
  }
}

const consistencyItems = (found: Consistency): object => ({
  regions_present: found.regions,
  slots_compared: found.difference.count,
  max_abs_difference_mw: found.maxAbsDifference,
  mean_difference_mw: meanIn('MW', found.difference.sum, found.difference.count),
  regions_average: meanIn('MW', found.regionSums.sum, found.regionSums.count),
  national_average: meanIn('MW', found.national.sum, found.national.count),
});

function areaAt(code: string): Area {
  const area = findArea(code);
  if (area) return area;
  const nearest = nearestName(
    code.slice(0, 100),
    AREAS.map((known) => known.code),
  );
  throw new DomainError(AREA_NOT_FOUND, {
    en: `There is no area ${code.slice(0, 100)}${nearest ? `; did you mean ${nearest}?` : '; see /areas.'}`,
    fr: `Il n'y a pas de zone ${code.slice(0, 100)}${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ' ; voir /areas.'}`,
  });
}

const undivided = ({ code }: Area): DomainError =>
  new DomainError(AREA_UNDIVIDED, {
    en: `${code} has no parts to add up; only FR has.`,
    fr: `${code} n'a pas de parties à additionner ; seule FR en a.`,
  });
