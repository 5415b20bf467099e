import type { Day } from '@hexagone/kernel';
import { CalendarDay, Maybe, Needs, Text, type Call, Called, Documented } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FindFreeDays } from '../../application/find-free-days';
import { asJson } from './item-answers';

class FreeDaysQuery {
  @Text({ max: 100 }) country!: string;
  @Maybe(CalendarDay()) from?: Day;
  @Maybe(CalendarDay()) to?: Day;
}

@ApiTags('sites')
@Controller('sites/free-days')
@Needs('sites:read')
export class FreeDaysController {
  constructor(private readonly freeDays: FindFreeDays) {}

  @Get()
  @Documented({
    title: 'Days on which a country takes a site',
    fr: 'Jours où un pays accepte un site',
    about: '`from` (today there, unless told) to `to` (30 days later), both included, 366 days at most.',
  })
  async find(@Query() query: FreeDaysQuery, @Called() { request, reply }: Call): Promise<string> {
    const { country, from, to, days } = await this.freeDays.execute(query);
    const meta = { country, from, to, total: days.length };
    return asJson(reply, JSON.stringify({ data: days, meta, links: { self: request.url } }));
  }
}
