import type { Trigger } from '../domain/import-run';
import type { OptionValues } from './dataset';

/** Where the caller wants the data from. A path is for the command line alone. */
export type From =
  | { readonly kind: 'default' }
  | { readonly kind: 'embedded' }
  | { readonly kind: 'official' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'upload';
      readonly name: string;
      readonly body: AsyncIterable<Uint8Array>;
      readonly length?: number;
    };

/** What a caller asks: the same from the command line, over HTTP and by schedule. */
export interface ImportRequest {
  readonly dataset: string;
  readonly from: From;
  readonly options?: OptionValues;
  readonly dryRun?: boolean;
  /** Read even what is known to be the same. */
  readonly force?: boolean;
  readonly acceptGuards?: readonly string[];
  /** Needed by `acceptGuards`. */
  readonly reason?: string;
  readonly trigger: Trigger;
  readonly actor: string;
  readonly requestId?: string;
  /** Of the official channels, this one alone. */
  readonly channel?: string;
  readonly scheduledFor?: Date;
  readonly batchId?: string;
  /** The rejects of another run, judged again: `from` holds their records, `lines` says where they stood. */
  readonly replay?: Replay;
  /** The lines that those records had, in order. */
  readonly replayedLines?: readonly number[];
}

export interface Replay {
  readonly of: number;
  readonly part: string;
  readonly lines: readonly number[];
}

/** What a run says while it works. */
export interface Watch {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  said(line: { readonly en: string; readonly fr: string }): void;
}

export interface Progress {
  readonly run: number;
  readonly stage: 'fetching' | 'reading' | 'staging' | 'settling' | 'publishing';
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'records';
}
