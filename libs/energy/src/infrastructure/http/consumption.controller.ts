import { clamp } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LoadReads } from '../../application/load-reads';
import { isGrid } from '../../domain/resolution';
import { yearsBefore } from '../../domain/years-before';
import { Answers, EnergyReads } from './energy-route';
import { type Exchange, Exchanged } from './exchange';
import { averageItems, comparison, durationItems, missingItems } from './load-figures';
import {
  BUCKET_COLUMNS,
  bucketItem,
  bucketRecords,
  type BucketTerms,
  POINT_COLUMNS,
  pointItem,
  pointRecords,
  writtenPoints,
} from './load-items';
import { questionOf, SeriesAnswers } from './series-answers';
import { AVERAGE, CONSUMPTION, DURATION_CURVE, MISSING, PEAKS, YEAR_ON_YEAR } from './series-examples';
import type { SeriesQuestion } from './series-head';
import {
  DurationCurveQuery,
  FiguresQuery,
  GapsQuery,
  MOST_PEAKS,
  PeaksQuery,
  SeriesQuery,
  YearOnYearQuery,
} from './series-queries';

@ApiTags('energy')
@Controller('consumption')
@EnergyReads()
export class ConsumptionController {
  constructor(
    private readonly loads: LoadReads,
    private readonly answers: SeriesAnswers,
  ) {}

  @Get()
  @Answers(
    {
      title: 'Electricity consumption',
      fr: "Consommation d'électricité",
      description:
        'Power at each half-hour between two instants, or its mean over local hours, days, months or years. CSV and NDJSON are streamed, whatever their length.',
      example: CONSUMPTION,
    },
    ...(['json', 'csv', 'ndjson'] as const),
  )
  list(@Query() query: SeriesQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const question = questionOf(query);
    const { resolution } = question;
    return isGrid(resolution) ? this.points(question, exchange) : this.means({ ...question, resolution }, exchange);
  }

  @Get('average')
  @Answers({
    title: 'Average consumption',
    fr: 'Consommation moyenne',
    description: 'Mean, extremes and energy of the slots that have a value; null where none has.',
    example: AVERAGE,
  })
  average(@Query() query: FiguresQuery, @Exchanged() exchange: Exchange): Promise<object> {
    const question = questionOf(query);
    return this.answers.figures(
      question,
      exchange,
      async () => ({ facts: await this.loads.facts(question) }),
      ({ facts }) => averageItems(facts, question),
    );
  }

  @Get('peaks')
  @Answers({
    title: 'Highest or lowest consumption',
    fr: 'Consommations les plus hautes ou les plus basses',
    description: 'Ranked points; among equal ones the earlier comes first.',
    example: PEAKS,
  })
  peaks(@Query() query: PeaksQuery, @Exchanged() exchange: Exchange): Promise<object> {
    const question = questionOf(query);
    const { order, per } = query;
    const limit = clamp(query.limit, MOST_PEAKS, exchange.reply);
    return this.answers.figures(
      question,
      exchange,
      () => this.loads.ranked(question, { order, per, limit }),
      ({ found }) => ({ data: found.map((point, i) => ({ rank: i + 1, ...pointItem(point, question.unit) })) }),
    );
  }

  @Get('duration-curve')
  @Answers({
    title: 'Load duration curve',
    fr: 'Monotone de charge',
    description: 'The power exceeded during each share of the time, and the hours above given powers.',
    example: DURATION_CURVE,
  })
  durationCurve(@Query() query: DurationCurveQuery, @Exchanged() exchange: Exchange): Promise<object> {
    const question = questionOf(query);
    const { percentiles, thresholdsMw: thresholds, points } = query;
    const curve = Array.from({ length: points }, (_, i) => (100 * i) / (points - 1));
    return this.answers.figures(
      question,
      exchange,
      () => this.loads.durations(question, { percents: [...percentiles, ...curve], thresholds }),
      ({ found }) => durationItems(found, { ...question, percentiles, thresholds, curve }),
    );
  }

  @Get('year-on-year')
  @Answers({
    title: 'The same days of an earlier year',
    fr: "Les mêmes jours d'une année antérieure",
    description: 'Both ranges are half-open on the local clock: a February compares as a month, leap year or not.',
    example: YEAR_ON_YEAR,
  })
  yearOnYear(@Query() query: YearOnYearQuery, @Exchanged() exchange: Exchange): Promise<object> {
    const question = questionOf(query);
    const { range } = question;
    const earlier = yearsBefore(range, query.yearsBack, query.align) ?? range;
    const before = { ...question, range: earlier, gaps: false };
    return this.answers.figures(
      question,
      exchange,
      async () => {
        const [facts, previous] = await this.loads.bothFacts(question, before);
        return { facts, previous };
      },
      ({ facts, previous }) => comparison({ range, facts }, { range: earlier, facts: previous }, question.unit),
    );
  }

  @Get('gaps')
  @Answers({
    title: 'Missing slots',
    fr: 'Pas de temps manquants',
    description: 'How many slots have no value, and why; and the slots themselves, in runs.',
    example: MISSING,
  })
  gaps(@Query() query: GapsQuery, @Exchanged() exchange: Exchange): Promise<object> {
    const question = questionOf(query);
    return this.answers.figures(
      question,
      exchange,
      async () => ({ facts: await this.loads.facts({ ...question, gaps: true }) }),
      ({ facts }) => missingItems(facts, question.range),
    );
  }

  private points(question: SeriesQuestion, exchange: Exchange): Promise<unknown> {
    const { unit, area } = question;
    if (exchange.format === 'json')
      return this.answers.series(question, exchange, () => this.loads.points(question), {
        items: ({ found }) => writtenPoints(found, unit),
      });
    const lines = { columns: POINT_COLUMNS, record: pointRecords(unit, area.code) };
    return this.answers.lines(exchange, () => this.loads.streamPoints(question), lines);
  }

  private means(question: SeriesQuestion & BucketTerms, exchange: Exchange): Promise<unknown> {
    const { resolution, area } = question;
    if (exchange.format === 'json')
      return this.answers.series(question, exchange, () => this.loads.buckets(question, resolution), {
        items: ({ found }) => found.map((bucket) => JSON.stringify(bucketItem(bucket, question))),
      });
    const lines = { columns: BUCKET_COLUMNS, record: bucketRecords(question, area.code) };
    return this.answers.lines(exchange, () => this.loads.streamBuckets(question, resolution), lines);
  }
}
