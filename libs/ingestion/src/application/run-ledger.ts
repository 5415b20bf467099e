import type { Bilingual } from '@hexagone/kernel';
import type { Profile } from '../domain/guard';
import type { Trigger } from '../domain/import-run';
import type { Dataset, OptionValues } from './dataset';
import type { Scalar } from './record';
import type { RunRow, RunSource } from './run-row';

/** A run about to be written down. */
export interface RunDraft {
  /** Reserved before, for an upload; else given by the ledger. */
  readonly id?: number;
  readonly dataset: string;
  readonly trigger: Trigger;
  readonly actor: string;
  readonly request_id: string | null;
  readonly batch_id: string | null;
  readonly channel: string | null;
  readonly scheduled_for: string | null;
  readonly dry_run: boolean;
  readonly force: boolean;
  readonly options: OptionValues;
  readonly accepted_guards: readonly string[];
  readonly reason: string | null;
  readonly source: RunSource;
  readonly replay_of: number | null;
  /** Of an upload, stored before the run is asked for. */
  readonly sha256: string | null;
}

/** Columns of the ledger that a run writes while it works, by their own names. */
export type RunPatch = Partial<
  Omit<RunRow, 'id' | 'dataset' | 'balance' | 'requested_at' | 'started_at' | 'finished_at' | 'abort_requested'>
>;

/** Who may write a run: the token grows with every claim, so that an owner who lost his run is told apart. */
export interface Lease {
  readonly run: number;
  readonly token: string;
}

export interface RejectLine {
  readonly line: number;
  readonly ordinal: number;
  readonly field: string | null;
  readonly code: string;
  readonly value: string | null;
  readonly params: Readonly<Record<string, Scalar>>;
  readonly message: Bilingual;
  readonly hint: string | null;
  readonly cells: readonly Scalar[] | null;
}

/** What makes two runs the same work. */
export interface Identity {
  readonly dataset: string;
  /** Of the dataset: only a run of the same scope can have changed what a run wrote. */
  readonly disjoint: boolean;
  readonly part: string;
  readonly options: OptionValues;
  readonly content_sha256: string;
  readonly contract: string;
  readonly code_version: string;
}

export interface Queued {
  readonly id: number;
  readonly dataset: string;
}

/** The book of the runs, never rewritten once a run is over. */
export abstract class RunLedger {
  /** An id for a run that is not written yet: its file is stored under it. */
  abstract reserve(): Promise<number>;
  /** Writes the run as `requested`. Throws `ingestion.busy` when one is already queued. */
  abstract request(draft: RunDraft): Promise<number>;
  abstract find(id: number): Promise<RunRow | null>;
  /** The run under way, or else queued, that keeps another from starting. Its owner may be dead. */
  abstract inTheWay(dataset: string): Promise<RunRow | null>;
  /** Requested runs, and runs whose owner's lease has expired, oldest first. */
  abstract waiting(): Promise<readonly Queued[]>;
  /** Ends the requested runs that nobody took for five minutes, and the dry runs whose owner died. */
  abstract endForgotten(): Promise<void>;
  /** True when the run was under way and will stop, or was only requested and is aborted. */
  abstract requestAbort(id: number): Promise<boolean>;
  /** Whether nobody ever imported anything; a first start that was cut short does not count. */
  abstract isFirstStart(): Promise<boolean>;
  abstract isPublished(dataset: string): Promise<boolean>;

  /** Writes what is known so far; a state only where it may follow. Throws `ingestion.lease-lost` when the run is not ours. */
  abstract record(lease: Lease, patch: RunPatch): Promise<void>;
  /** Prolongs the lease by so many seconds; null when it is no longer ours. */
  abstract beat(lease: Lease, seconds: number, progress: object): Promise<{ readonly abort: boolean } | null>;

  /** The run that already did this work, if what it wrote is unmoved since. */
  abstract findSame(identity: Identity): Promise<RunRow | null>;
  /** Taken records and profile of the last published run of this part and scope. */
  abstract findLast(dataset: string, part: string, scope: string): Promise<LastRun | null>;
  abstract validators(dataset: Pick<Dataset, 'name' | 'disjointScopes'>, url: string): Promise<StoredValidators | null>;

  /** Where a reader left off, by its last published run; null before. */
  abstract cursor(dataset: string, reader: string): Promise<unknown>;

  abstract addRejects(run: number, rejects: readonly RejectLine[]): Promise<void>;
  /** Before a new attempt. */
  abstract clearRejects(run: number): Promise<void>;
  /** Kept cells of unresolved rejects, one entry per record, in file order. */
  abstract unresolved(run: number): Promise<readonly KeptRecord[]>;
  /** Forgets value and cells of rejects older than ninety days; their lines and the counters stay. */
  abstract forgetCells(): Promise<void>;
  /** The sha256 of the files worth keeping, by dataset: the last five published. */
  abstract keptFiles(): Promise<ReadonlyMap<string, readonly string[]>>;
}

export interface KeptRecord {
  readonly line: number;
  readonly cells: readonly Scalar[];
}

export interface LastRun {
  readonly taken: number;
  readonly profile: Profile;
}

export interface StoredValidators {
  readonly etag?: string;
  readonly lastModified?: string;
  /** The accepted run that brought them. */
  readonly run: number;
}
