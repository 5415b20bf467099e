import type { Area } from '../domain/areas';
import type { Total } from '../domain/mix';
import type { SlotRange } from '../domain/slot-range';
import type { SlotFacts } from './load-reads';

/** The country against the sum of its regions, slot by slot, in MW. */
export interface Consistency {
  readonly facts: Pick<SlotFacts, 'lastPointAt' | 'synthetic'>;
  /** Regions with any value in the range. */
  readonly regions: number;
  /** Regions minus country, over the slots where all thirteen have a value. */
  readonly difference: Total;
  readonly maxAbsDifference: number | null;
  /** Sums of the regions, over the slots where all twelve have a value. */
  readonly regionSums: Total;
  readonly national: Total;
}

/** What is stored, by area. */
export abstract class AreaReads {
  /** The area as the collection of areas shows it: a JSON text. */
  abstract get(area: Area): Promise<string>;

  abstract consistency(range: SlotRange): Promise<Consistency>;
}
