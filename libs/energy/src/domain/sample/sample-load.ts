import { AREAS, FRANCE } from '../areas';
import { type Instant, wallAt } from '../paris-time';
import { drift, jitter } from './noise';

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR_DAYS = 365.25;
const COLDEST_DAY = 18;
const QUARTER = 900;

/** Of the mean of the day, by the hour of the clock; between two hours in a straight line. */
const HOURS = [
  0.95, 0.91, 0.88, 0.86, 0.86, 0.89, 0.96, 1.04, 1.08, 1.08, 1.07, 1.07, 1.08, 1.05, 1.02, 1, 1, 1.04, 1.1, 1.12, 1.08,
  1.03, 1.03, 1,
];
/** From Monday to Sunday. */
const WEEKDAYS = [1.01, 1.03, 1.03, 1.03, 1.02, 0.93, 0.88];

/** Of the country's load, by INSEE code. */
const SHARES: Readonly<Record<number, number>> = {
  11: 0.15,
  24: 0.04,
  27: 0.045,
  28: 0.06,
  32: 0.11,
  44: 0.09,
  52: 0.06,
  53: 0.05,
  75: 0.09,
  76: 0.08,
  84: 0.14,
  93: 0.085,
};

const REGIONS = AREAS.filter(({ kind }) => kind === 'region').map(({ id }) => id);

/** 1 in the cold of January, -1 in July. */
export const coldness = (instant: Instant): number =>
  Math.cos(2 * Math.PI * (instant / DAY / YEAR_DAYS - Math.floor(instant / DAY / YEAR_DAYS) - COLDEST_DAY / YEAR_DAYS));

function hourly(wall: number): number {
  const hour = (wall % DAY) / HOUR;
  const [from = 1, to = 1] = [HOURS[Math.floor(hour)], HOURS[(Math.floor(hour) + 1) % 24]];
  return from + (to - from) * (hour % 1);
}

/** The first of January 1970 was a Thursday. */
const weekday = (wall: number): number => WEEKDAYS[(Math.floor(wall / DAY) + 3) % 7] ?? 1;

/** MW that France would draw, but for the weather. */
function demand(instant: Instant): number {
  const wall = wallAt(instant);
  return (51_500 + 12_500 * coldness(instant)) * hourly(wall) * weekday(wall);
}

/** MW of that which one region draws. */
function shareOf(region: number, demanded: number, { seed, instant }: SampleMoment): number {
  const spell = drift(seed, region, instant, 5 * DAY) - 0.5;
  const hours = drift(seed, region + 100, instant, 3 * HOUR) - 0.5;
  return Math.round((SHARES[region] ?? 0) * demanded * (1 + 0.1 * spell + 0.03 * hours));
}

export interface SampleMoment {
  readonly seed: number;
  readonly instant: Instant;
}

/** MW drawn at an instant. The country is the sum of its regions, but for the few MW that real files differ by too. */
export function sampleLoad(moment: SampleMoment, area: number): number {
  const demanded = demand(moment.instant);
  if (area !== FRANCE.id) return shareOf(area, demanded, moment);
  const sum = REGIONS.reduce((total, region) => total + shareOf(region, demanded, moment), 0);
  return sum + jitter(moment.seed, 200, moment.instant / QUARTER, 4);
}
