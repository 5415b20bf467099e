import type { Axis, Dimension } from '../../domain/profile/axes';
import type { Counted } from '../../domain/profile/counted';
import type { Population } from '../../domain/profile/population';
import type { Group } from '../../domain/profile/tally';

/** What is counted of a population. */
export interface Wish {
  /** Beside what every profile describes: axes whose values are counted together. */
  readonly together: readonly (readonly Axis[])[];
  /** Dimensions by whose values the median of revenues is wanted. */
  readonly medians: readonly Dimension[];
}

/** Borrowers, counted in the database: no row of a person leaves it. All of them as they are at one moment. */
export abstract class BorrowerCounts {
  /** Whatever is asked within `work` is answered of one version of the data. */
  abstract atOnce<T>(work: () => Promise<T>): Promise<T>;
  /** How many each population has. */
  abstract sizes(populations: readonly Population[]): Promise<readonly number[]>;
  abstract byValue(population: Population, dimension: Dimension): Promise<readonly Group[]>;
  abstract count(population: Population, wish: Wish): Promise<Counted>;
}
