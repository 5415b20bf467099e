import { FRANCE } from '../../domain/areas';
import type { Nature } from '../../domain/nature';
import { labelOfNature } from '../../domain/nature-label';
import { sampleRows, type SampleDay } from './sample-rows';
import { sampleColumns } from './sample-columns';
import type { SampleWish } from './sample-wish';

const DAY = 86_400;

/** Begins as RTE's own last line does, and says the contrary. */
const LAST_LINE =
  "RTE ne publie pas ces données et n'en répond pas : Hexagone les a fabriquées, elles sont synthétiques.\n\n";

const KINDS: Readonly<Record<Nature, (year: number) => string>> = {
  real_time: () => 'En-cours-TR',
  consolidated: () => 'En-cours-Consolide',
  definitive: (year) => `Annuel-Definitif_${String(year)}`,
};

/** As RTE calls such a file, without the suffix. */
export function fileNameOf({ area, nature, year }: Pick<SampleWish, 'area' | 'nature' | 'year'>): string {
  const region = area.id === FRANCE.id ? '' : `${asciiOf(area.label)}_`;
  return `eCO2mix_RTE_${region}${KINDS[nature](year)}`;
}

const asciiOf = (label: string): string => label.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '-');

/**
 * A year as RTE would ship it, with all that its files have of oddities; to be written in ISO 8859-1. One text per day.
 */
export function* sampleText(wish: SampleWish): Generator<string> {
  const columns = sampleColumns(wish);
  yield `${columns.map(({ header }) => header).join('\t')}\n`;
  const [from, to] = [Date.UTC(wish.year) / 1000, Date.UTC(wish.year + 1) / 1000];
  const nature = labelOfNature({ nature: wish.nature, synthetic: true });
  for (let day = from; day < to; day += DAY) {
    const of: SampleDay = { wish, day, last: to - DAY, nature };
    yield sampleRows(of, columns);
  }
  yield LAST_LINE;
}
