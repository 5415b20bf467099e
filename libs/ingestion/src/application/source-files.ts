import type { RawRecord, Fault, Scalar } from './record';
import type { DatasetPart, SourceLocation } from './dataset';
import type { Reading, ReadingEnd } from './record-reader';

/**
 * Bytes as shipped, safe in the raw store; of a dataset whose raw file is never kept, a file of this machine from where it
 * lies, and anything else in memory.
 */
export interface RawFile {
  /** As the source calls it: for name patterns and reports, never for a path. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** False when the body was ended by the closing of a connection that had announced no length. */
  readonly lengthProven: boolean;
  /** The bytes again, from the start, as often as asked. */
  open(): AsyncIterable<Uint8Array>;
}

/** Where this run's bytes come from, once `embedded`, `official` and paths are resolved. */
export type ResolvedSource =
  | SourceLocation
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'upload';
      readonly name: string;
      readonly body: AsyncIterable<Uint8Array>;
      readonly length?: number;
    };

export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Fetched =
  | {
      readonly kind: 'file';
      readonly file: RawFile;
      readonly validators?: Validators;
      /** What a reader said last. */
      readonly end?: ReadingEnd;
      readonly synthetic: boolean;
    }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'absent' };

export interface FetchRequest {
  readonly run: number;
  readonly dataset: string;
  readonly source: ResolvedSource;
  readonly keep: boolean;
  readonly validators?: Validators;
  /** For a reader. */
  readonly reading?: Omit<Reading, 'signal'>;
  readonly signal: AbortSignal;
  progress(doneBytes: number, totalBytes?: number): void;
}

/** Brings a source into the raw store. Throws ImportFailure: unreachable, malformed (too large), internal (disk full). */
export abstract class SourceFetcher {
  abstract fetch(request: FetchRequest): Promise<Fetched>;
  /** The run is over: removes what it left half-done, and the file itself unless `keep`. */
  abstract release(run: number, sha256: string | undefined, keep: boolean): Promise<void>;
  /** A file kept by an earlier run, for a restart; null when it is gone. */
  abstract find(sha256: string, name: string): Promise<RawFile | null>;
  /** At start, and after each published run: stray partial files; beyond the last five per dataset and 2 GiB in all. */
  abstract sweep(keptByDataset: ReadonlyMap<string, readonly string[]>): Promise<void>;
}

/** A record that obeys the contract, or one that does not but leaves the rest of the file readable. */
export type ReadItem =
  | { readonly record: RawRecord; readonly cells: readonly Scalar[] | null }
  | { readonly line: number; readonly faults: readonly [Fault, ...Fault[]]; readonly cells: readonly Scalar[] | null };

export interface OpenedSource {
  readonly part: DatasetPart;
  readonly encoding: string;
  /** Of the text (or sheet) extracted from its container: a zip made anew is the same content. */
  readonly contentSha256: string;
  /** The format itself showed where it ends (zip, gzip, workbook, footer of the contract, closed JSON array). */
  readonly endProven: boolean;
  /** The source's own column names, as shipped, in order; empty for JSON. Rejects keep `cells` in this order. */
  readonly header: readonly string[];
  /** unknown_columns, notes … for the report. */
  readonly details: Readonly<Record<string, unknown>>;
  /** In batches of a few hundred, in file order; callable twice (survey, then judge). Throws ImportFailure (malformed). */
  read(signal: AbortSignal): AsyncIterable<readonly ReadItem[]>;
  close(): Promise<void>;
}

/** Container, encoding, delimiter, header, records: the file's quirks stop here. Throws ImportFailure (malformed). */
export abstract class SourceReader {
  /** `personal`: no refusal quotes what is in it. */
  abstract open(
    file: RawFile,
    parts: readonly DatasetPart[],
    signal: AbortSignal,
    personal?: boolean,
  ): Promise<OpenedSource>;
}
