import { type Area, FRANCE } from '../../domain/areas';
import type { Nature } from '../../domain/nature';

/** What a synthetic file is to be like. Same wishes, same text. */
export interface SampleWish {
  readonly year: number;
  readonly area: Area;
  readonly nature: Nature;
  /** National files only: with or without batteries and the two kinds of wind power. */
  readonly columns: 40 | 36;
  readonly seed: number;
}

export const DEFAULT_SAMPLE: SampleWish = { year: 2024, area: FRANCE, nature: 'definitive', columns: 40, seed: 1 };
