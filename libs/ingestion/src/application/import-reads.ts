import type { Bilingual } from '@hexagone/kernel';
import type { RunState, Trigger } from '../domain/import-run';
import type { DatasetCard } from './dataset';
import type { Scalar } from './record';
import type { RunRow } from './run-row';

export interface RunFilter {
  readonly dataset?: string;
  readonly state?: RunState;
  readonly trigger?: Trigger;
}

/** One line of the quarantine; a record with three faults has three, of `ordinal` 1 to 3. */
export interface RejectRow {
  readonly line: number;
  readonly ordinal: number;
  readonly field: string | null;
  readonly code: string;
  readonly value: string | null;
  readonly message: Bilingual;
  readonly hint: string | null;
  readonly resolved_by: number | null;
  /** The record as the source gave it; null where it is personal, too large or already purged. */
  readonly cells: readonly Scalar[] | null;
}

/** Where a reject stands in its run. */
export interface RejectKey {
  readonly line: number;
  readonly ordinal: number;
}

export interface RejectFilter {
  readonly code?: string;
  readonly field?: string;
  readonly line?: number;
}

/** Keyset paging: what follows `after`, at most `limit`; `total` only when it was asked for. */
export interface Slice<Key> {
  readonly limit: number;
  readonly after?: Key;
  readonly total: boolean;
}

export interface Sliced<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
  readonly total?: number;
}

export interface ChannelView {
  readonly name: string;
  readonly cron: string | null;
  readonly time_zone: string;
  /** True where this process refreshes the dataset by itself. */
  readonly enabled: boolean;
  readonly next_due_at: string | null;
}

export interface DatasetView {
  readonly name: string;
  readonly card: DatasetCard;
  readonly requires: readonly string[];
  readonly synthetic: boolean;
  readonly generation: number;
  readonly changed_at: string | null;
  readonly checked_at: string | null;
  readonly published_run: number | null;
  readonly last_run: { readonly id: number; readonly state: RunState; readonly finished_at: string | null } | null;
  readonly channels: readonly ChannelView[];
  readonly sources: readonly Readonly<Record<string, unknown>>[];
  readonly contract: readonly Readonly<Record<string, unknown>>[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly guards: readonly string[];
}

/** What people and programs ask of the ledger and of the datasets. Reads only. */
export abstract class ImportReads {
  /** Every dataset, by name. */
  abstract datasets(): Promise<readonly DatasetView[]>;
  /** Throws `ingestion.unknown-dataset` with the nearest name. */
  abstract dataset(name: string): Promise<DatasetView>;
  /** Newest first. The key is a run's id. */
  abstract runs(filter: RunFilter, slice: Slice<number>): Promise<Sliced<RunRow>>;
  /** Throws `ingestion.run-not-found`. */
  abstract run(id: number): Promise<RunRow>;
  /** By line, then ordinal. Throws `ingestion.run-not-found`. */
  abstract rejects(run: number, filter: RejectFilter, slice: Slice<RejectKey>): Promise<Sliced<RejectRow>>;
  /** All of them, in the same order, without ever holding more than a page. */
  abstract rejectStream(run: number, filter?: RejectFilter): AsyncIterable<RejectRow>;
  /** The source's own column names, as shipped; empty where the source has none or nothing was read. */
  abstract header(run: number): Promise<readonly string[]>;
}
