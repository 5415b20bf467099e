import type { ComparedField } from '../../domain/golden/comparisons';
import type { GameSourceKey } from '../../domain/record/sources';

/** How often two sources say the same of a field of live games. */
export interface Agreement {
  readonly field: ComparedField;
  readonly sources: readonly [GameSourceKey, GameSourceKey];
  readonly agree: number;
  readonly disagree: number;
  /** In the unit of the field. */
  readonly largestGap: number;
}

export abstract class ConflictReads {
  /** By field, then by sources. */
  abstract summary(): Promise<readonly Agreement[]>;
}
