import type { OptionValues } from '../domain/option-values';

/** What one run asks of a reader. */
export interface Reading {
  /** As the last published run of this dataset and reader left it; null before the first. */
  readonly cursor: unknown;
  readonly options: OptionValues;
  /** To be obeyed wherever the reader waits. */
  readonly signal: AbortSignal;
}

/** Said by a reader when all items of a run are yielded. JSON values. */
export interface ReadingEnd {
  /**
   * Where the next run begins; stored by the transaction that publishes this one. Null: the reader gave the whole of its
   * source. Anything else: a portion, of which neither a least number of rows nor one item is expected.
   */
  readonly cursor: unknown;
  /** Another run of the batch goes on from the cursor once this one is published. */
  readonly more?: boolean;
  /** Goes to the details of the run, where its publication finds it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A source that is no file: a paged API, a database. Lives in a context's infrastructure. Its items, JSON values, are kept
 * one a line in the raw file of the run; from there on all is as for a file of the format `ndjson`.
 */
export abstract class RecordReader {
  /** Throws ImportFailure: `unreachable`, or `malformed` for what is no answer. What it opened is closed when it is left. */
  abstract read(reading: Reading): AsyncGenerator<unknown, ReadingEnd, undefined>;
}

/** What the ledger keeps of a reading, in `details.reader`: the run may be taken up again from its raw file. */
export interface ReadingNote {
  readonly name: string;
  readonly cursor: unknown;
  readonly more: boolean;
}

/** Undefined for a run that no reader brought. */
export const readingOf = (details: Readonly<Record<string, unknown>>): ReadingNote | undefined =>
  details['reader'] as ReadingNote | undefined;

export const isPortion = (note: ReadingNote | undefined): boolean => (note?.cursor ?? null) !== null;
