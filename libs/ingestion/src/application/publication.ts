import type { OptionValues } from './dataset';
import type { Faults } from './record';

/** The connection of the run: the temporary table `stage` (`line bigint` and the part's columns) is visible to it alone. */
export abstract class StagingSession {
  abstract query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<Answer<T>>;
}

/** int8 and numeric come as texts. */
export interface Answer<T> {
  readonly rows: T[];
  readonly rowCount: number;
}

export interface StagedRun<Survey = unknown> {
  readonly id: number;
  readonly dataset: string;
  readonly part: string;
  readonly scope: string;
  readonly options: OptionValues;
  readonly survey: Survey;
  /** Generated: by its source, its manifest or its own words. */
  readonly synthetic: boolean;
  /** A replay of rejects stages a few rows only: it never deletes what is absent from the stage. */
  readonly replay: boolean;
  /** Records so far. */
  readonly counts: {
    readonly read: number;
    readonly staged: number;
    readonly rejected: number;
    readonly skipped: number;
  };
  /** Goes to the ledger and to every report as it is (JSON values). The context adds to it. */
  readonly details: Record<string, unknown>;
}

export interface LateReject {
  readonly line: number;
  readonly faults: Faults;
}

/** What settling decided, in records; the records named here are no longer in the stage. */
export interface Settlement {
  readonly duplicates: number;
  readonly rejected: readonly LateReject[];
  /** Reason → records. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** In records of the stage: `inserted + updated + unchanged` is the number of rows settled. `removed` is apart. */
export interface Effect {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Rows stored before, for `mass-delete`. */
  readonly stored: number;
  /** Something that readers see changed although no record did (a derived table, say). */
  readonly changedOtherwise?: boolean;
}

/** How a part's staged rows become what readers see. SQL; lives in a context's infrastructure. */
export abstract class Publication {
  /** Before the guards: leaves one staged row per key. Runs outside the publishing transaction. */
  abstract settle(stage: StagingSession, run: StagedRun): Promise<Settlement>;
  /** Read-only: what publishing would do (dry run, `mass-delete`). */
  abstract foresee(stage: StagingSession, run: StagedRun): Promise<Effect>;
  /** In the publishing transaction. Writes nothing where nothing differs. */
  abstract publish(stage: StagingSession, run: StagedRun): Promise<Effect>;
}
