import type { NumberField } from './axes';
import { AGE_BANDS, type Class, CLASSES } from './classes';
import { type Counted, rounded } from './counted';
import { classCounts } from './counts';
import type { Figures } from './figures';
import { type ShownCount, shownCount } from './listing';
import type { Tally } from './tally';

/** Percentiles of fewer values would be those of a few people. */
const FEWEST_OF_TAILS = 100;

type Told = 'mean' | 'stdev' | 'p5' | 'p25' | 'median' | 'p75' | 'p95';

/** Null where too few values are known. */
export interface NumberFigures extends Readonly<Record<Told, number | null>> {
  readonly n: number;
  /** None where fewer than k values are known. */
  readonly histogram: readonly (Class & ShownCount)[];
}

/** No least and no greatest value: those are of single persons. */
export function numberFigures(
  figures: Figures,
  { tally, numbers }: Counted,
  field: NumberField,
  k: number,
): NumberFigures {
  const { n, mean, stdev, percentiles } = numbers[field];
  const told = (value: number | null | undefined, fewest = k): number | null =>
    n < fewest || value === null || value === undefined ? null : rounded(value, 2);
  const [p5, p25, median, p75, p95] = percentiles;
  return {
    n,
    mean: told(mean),
    stdev: told(stdev),
    p5: told(p5, Math.max(k, FEWEST_OF_TAILS)),
    p25: told(p25),
    median: told(median),
    p75: told(p75),
    p95: told(p95, Math.max(k, FEWEST_OF_TAILS)),
    histogram: n < k ? [] : histogram(figures, tally, field),
  };
}

function histogram(figures: Figures, tally: Tally, field: NumberField): readonly (Class & ShownCount)[] {
  if (field === 'age_emprunteur') {
    const counts = new Map(tally.by('age_band').map(({ values, count }) => [values[0], count]));
    return CLASSES[field].map((one, at) => {
      const band = AGE_BANDS[at] ?? '';
      return { ...one, ...shownCount(figures.shown({ age_band: band }, counts.get(band) ?? 0)) };
    });
  }
  const counts = classCounts(tally, field);
  return CLASSES[field].map((one, at) => ({
    ...one,
    ...shownCount(figures.shown({ [field]: String(at + 1) }, counts[at] ?? 0)),
  }));
}
