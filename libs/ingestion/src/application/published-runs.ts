import type { Balance } from '../domain/balance';

/** The run whose rows are served, as the ledger accounts for it. */
export interface PublishedRun extends Balance {
  readonly generation: number;
  readonly runId: number;
  readonly synthetic: boolean;
}

/** For answers that say what their data were made of. Within a transaction: as they are in it. */
export abstract class PublishedRuns {
  /** Null before the first publication. */
  abstract of(dataset: string): Promise<PublishedRun | null>;
}
