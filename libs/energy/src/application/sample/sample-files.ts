import { labelOfNature } from '../../domain/nature-label';
import { sampleRows } from './sample-rows';
import { sampleColumns } from './sample-columns';
import type { SampleWish } from './sample-wish';

const DAY = 86_400;

/** Begins as RTE's own last line does, and says the contrary. */
const LAST_LINE =
  "RTE ne publie pas ces données et n'en répond pas : Hexagone les a fabriquées, elles sont synthétiques.\n\n";

/** Days of a file, as wall clock seconds of their midnights, the second not included. */
export type DaySpan = readonly [from: number, to: number];

const wholeYear = ({ year }: SampleWish): DaySpan => [Date.UTC(year) / 1000, Date.UTC(year + 1) / 1000];

/**
 * A year (or some days) as RTE would ship it, with all that its files have of oddities; to be written in ISO 8859-1. One
 * text per day.
 */
export function* sampleText(wish: SampleWish, [from, to]: DaySpan = wholeYear(wish)): Generator<string> {
  const columns = sampleColumns(wish);
  const nature = labelOfNature({ nature: wish.nature, synthetic: true });
  yield `${columns.map(({ header }) => header).join('\t')}\n`;
  for (let day = from; day < to; day += DAY) yield sampleRows({ wish, day, last: to - DAY, nature }, columns);
  yield LAST_LINE;
}
