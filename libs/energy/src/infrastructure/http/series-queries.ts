import type { Bilingual, FieldFault, Problem } from '@hexagone/kernel';
import { Choice, type CrossChecked, Flag, Maybe, Told, Whole } from '@hexagone/platform';
import { type Area, FRANCE } from '../../domain/areas';
import { type Unit, UNITS } from '../../domain/figures';
import { isMoment, type Moment } from '../../domain/moment';
import type { Nature } from '../../domain/nature';
import {
  BOUNDS_UNKNOWN,
  INSTANT_INVALID,
  RANGE_EMPTY,
  RESOLUTION_UNKNOWN,
  START_AFTER_END,
  UNIT_UNKNOWN,
} from '../../domain/reading.errors';
import { type Grid, GRIDS, type Resolution, RESOLUTIONS } from '../../domain/resolution';
import { type Bounds, BOUNDS, disorderOf, HALF_HOUR, slotRange } from '../../domain/slot-range';
import { type Alignment, ALIGNMENTS, yearsBefore } from '../../domain/years-before';
import { AreaWord, Known, MomentWord, NaturesWord, Numbers } from './energy-words';

const DISORDERS: Readonly<Record<'start-after-end' | 'range-empty', readonly [Problem, Bilingual]>> = {
  'start-after-end': [START_AFTER_END, { en: 'end comes before start', fr: 'end précède start' }],
  'range-empty': [
    RANGE_EMPTY,
    {
      en: 'end equals start, and bounds=[) leaves it out: nothing is left',
      fr: "end égale start, et bounds=[) l'exclut : il ne reste rien",
    },
  ],
};

/** A range of time. */
export class RangeQuery implements CrossChecked {
  @MomentWord('First instant, or first day. Without offset: Europe/Paris.', '2018-01-01T06:00')
  start!: Moment;

  @MomentWord('Last instant, or last day. Without offset: Europe/Paris.', '2018-01-03T17:00')
  end!: Moment;

  @Maybe(Known(BOUNDS, BOUNDS_UNKNOWN, '`[]`: the end is included; `[)`: it is not, and ranges tile.'))
  bounds: Bounds = '[]';

  crossFaults(): FieldFault[] {
    if (!isMoment(this.start) || !isMoment(this.end) || !BOUNDS.includes(this.bounds)) return [];
    const disorder = disorderOf(this);
    if (!disorder) return [];
    const [{ code }, detail] = DISORDERS[disorder];
    return [{ parameter: 'end', code, detail }];
  }
}

abstract class AreaRangeQuery extends RangeQuery {
  @Maybe(AreaWord()) area: Area = FRANCE;
  @Maybe(NaturesWord()) nature?: Nature[];
  @Told(Flag(), 'List the missing slots, in runs, each with its reason. Default: true.', true) gaps = true;
}

export class GapsQuery extends AreaRangeQuery {
  @Maybe(Known(GRIDS, RESOLUTION_UNKNOWN, 'Which slots count.')) resolution: Grid = 'PT30M';
}

abstract class SlotsQuery extends AreaRangeQuery {
  @Maybe(Known(UNITS, UNIT_UNKNOWN, 'Unit of every power.')) unit: Unit = 'W';
}

export class SeriesQuery extends SlotsQuery {
  @Maybe(Known(RESOLUTIONS, RESOLUTION_UNKNOWN, 'Slots, or means over local hours, days, months, years.'))
  resolution: Resolution = 'PT30M';
}

/** Of one figure about all slots. */
export class FiguresQuery extends SlotsQuery {
  @Maybe(Known(GRIDS, RESOLUTION_UNKNOWN, 'Which slots count.')) resolution: Grid = 'PT30M';
}

/** The most peaks that are told. */
export const MOST_PEAKS = 1000;

export class PeaksQuery extends FiguresQuery {
  @Told(Whole({ min: 1, max: MOST_PEAKS, clamped: true }), 'How many; default 20. More than 1000 counts as 1000.', 20)
  limit = 20;
  @Told(Choice(['desc', 'asc']), 'Highest or lowest first. Default: `desc`.', 'desc') order: 'desc' | 'asc' = 'desc';
  @Told(Choice(['point', 'day']), '`day`: of each local day its peak alone. Default: `point`.', 'point') per:
    'point' | 'day' = 'point';
}

export class DurationCurveQuery extends FiguresQuery {
  @Maybe(
    Numbers(
      100,
      'Shares of the time, in %, for which to tell the power exceeded. Default: 1,5,10,50,90,95,99.',
      [1, 10, 50],
    ),
  )
  percentiles: number[] = [1, 5, 10, 50, 90, 95, 99];

  @Maybe(Numbers(1_000_000, 'Powers, in MW, for which to tell the hours above.', [80_000]))
  thresholdsMw: number[] = [];

  @Told(Whole({ min: 2, max: 1001 }), 'Points of the curve, evenly from 0 to 100 % of the time. Default: 101.', 101)
  points = 101;
}

export class YearOnYearQuery extends FiguresQuery {
  @Told(Whole({ min: 1, max: 50 }), 'How many years before. Default: 1.', 1) yearsBack = 1;
  @Told(Choice(ALIGNMENTS), '`weekday`: 52 weeks a year back, so that Mondays meet Mondays. Default: `date`.', 'date')
  align: Alignment = 'date';

  override crossFaults(): FieldFault[] {
    const faults = super.crossFaults();
    if (faults.length > 0 || !isMoment(this.start) || !isMoment(this.end)) return faults;
    if (!Number.isInteger(this.yearsBack) || yearsBefore(slotRange(this, HALF_HOUR), this.yearsBack, this.align))
      return faults;
    const detail = { en: 'years_back leads to a time before 1996', fr: "years_back mène à une époque d'avant 1996" };
    return [{ parameter: 'years_back', code: INSTANT_INVALID.code, detail }];
  }
}

export class MixQuery extends SeriesQuery {
  @Told(Flag(), 'Also tell the parts of oil, gas, hydro, bioenergy and wind. Default: false.', true) detail = false;
}
