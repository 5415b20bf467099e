import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MixReads } from '../../application/mix-reads';
import { Answers, EnergyReads } from './energy-route';
import { type Exchange, Exchanged } from './exchange';
import { mixColumns, mixItems, mixRecords, mixSummary } from './mix-items';
import { questionOf, SeriesAnswers } from './series-answers';
import { MIX } from './series-examples';
import { MixQuery } from './series-queries';

@ApiTags('energy')
@Controller('mix')
@EnergyReads()
export class MixController {
  constructor(
    private readonly mix: MixReads,
    private readonly answers: SeriesAnswers,
  ) {}

  @Get()
  @Answers(
    {
      title: 'Electricity by source',
      fr: 'Électricité par filière',
      description:
        'Production by source, pumping, batteries, exchanges (below 0: export) and CO2, at each half-hour or as means. Null: not available or not applicable, never zero.',
      example: MIX,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: MixQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const question = questionOf(query);
    const { resolution, area } = question;
    const terms = { ...question, detail: query.detail };
    if (exchange.format !== 'json') {
      const lines = { columns: mixColumns(terms), record: mixRecords(terms, area.code) };
      return this.answers.lines(exchange, () => this.mix.stream(question, resolution), lines);
    }
    const item = mixItems(terms);
    return this.answers.series(question, exchange, () => this.mix.find(question, resolution), {
      items: ({ rows }) => rows.map((row) => JSON.stringify(item(row))),
      own: ({ totals }) => ({ summary: mixSummary(totals, terms) }),
    });
  }
}
