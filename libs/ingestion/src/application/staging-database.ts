import { StagingSession } from './publication';
import type { ReadingNote } from './record-reader';
import type { Lease, RunDraft, RunLedger, RunPatch, StoredValidators } from './run-ledger';
import type { RunRow } from './run-row';

/** Gives runs their sessions. */
export abstract class StagingDatabase {
  /**
   * Opens the sessions of a run; `exclusive`: with the dataset's lock, null when somebody holds it. A holder whose
   * lease has expired (a stopped process keeps its lock) is ended first. Throws DatabaseLost when there is none.
   */
  abstract open(dataset: string, exclusive: boolean): Promise<RunSession | null>;
}

export interface Claimed {
  readonly run: RunRow;
  readonly lease: Lease;
}

/** What publishing changed, for the ledger and the dataset. */
export interface Outcome {
  readonly changed: boolean;
  readonly synthetic: boolean;
  readonly patch: RunPatch;
  readonly validators?: { readonly url: string } & Omit<StoredValidators, 'run'>;
  /** The reader's cursor moves with what it read. */
  readonly reading?: ReadingNote;
}

/** Column of the stage → SQL type, in COPY order. */
export type StageColumns = Readonly<Record<string, string>>;

/** Where judged rows go. */
export abstract class StageWriter {
  /**
   * Takes one row; false when a text of it holds a character that PostgreSQL cannot store (NUL). Nothing is awaited
   * here: call `drain` when `full`.
   */
  abstract add(line: number, row: object): boolean;
  abstract readonly full: boolean;
  abstract drain(): Promise<void>;
  /** Ends the copy; the rows are then in the stage, with statistics. */
  abstract end(): Promise<void>;
  /** Gives the rows up, so that the session can go on with something else. */
  abstract abort(): Promise<void>;
}

/**
 * The direct sessions of one owner: one for the lock, the stage and publishing (the StagingSession), one for the ledger,
 * so that a heartbeat never waits behind a copy. Everything it throws is an ImportFailure or a bug.
 */
export abstract class RunSession extends StagingSession {
  /** The ledger on this owner's second session. */
  abstract readonly ledger: RunLedger;
  /** Of the run taken last. */
  abstract readonly lease: Lease;
  /** With the lock held: the run that a dead owner left under way. */
  abstract orphan(): Promise<RunRow | null>;
  /** Ends an orphan as `ingestion.owner-died`. */
  abstract bury(run: number): Promise<void>;
  /** Writes a run and takes it, at once. */
  abstract create(draft: RunDraft): Promise<Claimed>;
  /** Takes a requested run, or the next attempt at one whose owner died; null when there is nothing to take. */
  abstract claim(run: number): Promise<Claimed | null>;
  /** The next attempt at our own run after its sessions were lost; null when the lease is gone. */
  abstract resume(lease: Lease): Promise<Claimed | null>;
  /** Makes the temporary table `stage` (`line bigint` and these columns → SQL types), empty. */
  abstract openStage(columns: StageColumns): Promise<StageWriter>;
  /**
   * One transaction, fenced by the lease, tried again when it lost a race for locks. `work` answers the outcome; when
   * something changed the generation moves and readers are told. Throws `ingestion.lease-lost`.
   */
  abstract publish(lease: Lease, work: () => Promise<Outcome>): Promise<void>;
  /** Ends whatever statement runs now; it throws. */
  abstract cancel(): Promise<void>;
  /** Gives up lock and sessions; never throws. */
  abstract close(): Promise<void>;
}
