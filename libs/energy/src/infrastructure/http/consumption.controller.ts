import { clamp } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LoadReads } from '../../application/load-reads';
import { energyOf, loadIn, meanIn, roundedIn } from '../../domain/figures';
import { isGrid } from '../../domain/resolution';
import { Answers, EnergyReads } from './energy-route';
import { type Exchange, Exchanged } from './exchange';
import { bucketItem, extremeItem, pointItem, writtenPoints } from './load-items';
import { questionOf, SeriesAnswers } from './series-answers';
import { AVERAGE, CONSUMPTION, DURATION_CURVE, PEAKS } from './series-examples';
import { DurationCurveQuery, FiguresQuery, MOST_PEAKS, PeaksQuery, SeriesQuery } from './series-queries';

@ApiTags('energy')
@Controller('consumption')
@EnergyReads()
export class ConsumptionController {
  constructor(
    private readonly loads: LoadReads,
    private readonly answers: SeriesAnswers,
  ) {}

  @Get()
  @Answers({
    title: 'Electricity consumption',
    fr: "Consommation d'électricité",
    description: 'Power at each half-hour between two instants, or its mean over local hours, days, months or years.',
    example: CONSUMPTION,
  })
  async list(@Query() query: SeriesQuery, @Exchanged() exchange: Exchange): Promise<unknown> {
    const question = questionOf(query);
    const { unit, resolution, range } = question;
    if (isGrid(resolution))
      return this.answers.series(
        question,
        exchange,
        () => this.loads.points(question),
        ({ found }) => writtenPoints(found, unit),
      );
    return this.answers.series(
      question,
      exchange,
      () => this.loads.buckets(question, resolution),
      ({ found }) => found.map((bucket) => JSON.stringify(bucketItem(bucket, { unit, resolution, range }))),
    );
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
    const { unit, range } = question;
    return this.answers.figures(
      question,
      exchange,
      async () => ({ facts: await this.loads.facts(question) }),
      ({ facts: { sum, count, lowest, highest } }) => ({
        average: meanIn(unit, sum, count),
        min: extremeItem(lowest, unit),
        max: extremeItem(highest, unit),
        energy_mwh: count === 0 ? null : energyOf(sum, range.step),
      }),
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
      ({ found: { powers, slots } }) => {
        const at = (percents: readonly number[], first: number): object[] =>
          percents.map((percent, i) => ({ percent, consumption: inUnit(powers[first + i] ?? null) }));
        const inUnit = (mw: number | null): number | null => (mw === null ? null : roundedIn(question.unit, mw));
        return { percentiles: at(percentiles, 0), curve: at(curve, percentiles.length) };
      },
    );
  }
}
