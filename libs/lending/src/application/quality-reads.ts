import type { QualityFilter, RuleCount } from '../domain/quality-report';
import type { LendingDataset } from '../domain/quality-rules';
import type { Reader } from './opportunity-reads';

/** Doubts about what is stored. */
export interface QualityReport {
  /** The last run that changed anything; null: none has. */
  readonly run_id: number | null;
  readonly datasets: readonly {
    readonly dataset: LendingDataset;
    readonly rows: number;
    readonly synthetic: boolean;
  }[];
  readonly rules: readonly RuleCount[];
  readonly missing: readonly {
    readonly dataset: LendingDataset;
    readonly column: string;
    readonly missing: number;
    readonly percent: number | null;
  }[];
  /** Of numbers, with those that were set aside. Columns without any value are left out. */
  readonly extremes: readonly {
    readonly dataset: LendingDataset;
    readonly column: string;
    readonly min: number;
    readonly max: number;
  }[];
  /** Groups of borrowers' banks that are spelt in more than one way. */
  readonly spelling: readonly {
    readonly group: string;
    readonly variants: readonly { readonly value: string; readonly count: number }[];
  }[];
  /** Names that no group takes and the group they resemble most (trigrams, 0 to 1); listed, never applied. */
  readonly suggestions: readonly {
    readonly dataset: LendingDataset;
    readonly value: string;
    readonly count: number;
    readonly group: string;
    readonly similarity: number;
  }[];
  /** Newest first: counts by rule after each run that changed anything. */
  readonly history: readonly {
    readonly run_id: number;
    readonly at: string;
    readonly counts: Readonly<Record<string, number>>;
  }[];
}

/** What is doubtful in the three files, as one snapshot. */
export abstract class QualityReads {
  /**
   * Rules that are asked for; a dataset also chooses the other figures. Whose ids are among the examples is written
   * down in the access log: `lending.access-not-recorded` (503) where that fails.
   */
  abstract report(asked: QualityFilter, reader: Reader): Promise<QualityReport>;
}
