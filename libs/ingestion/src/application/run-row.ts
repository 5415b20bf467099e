import type { Bilingual } from '@hexagone/kernel';
import type { Balance } from '../domain/balance';
import type { JudgedGuard, Profile } from '../domain/guard';
import type { FailureOutcome } from '../domain/import-failure';
import type { RunState, Trigger } from '../domain/import-run';
import type { OptionValues } from './dataset';
import type { Progress } from './import-request';

/** Why a run ended badly, as the ledger keeps it. */
export interface RunProblem {
  readonly code: string;
  readonly outcome: FailureOutcome | 'aborted';
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly [member: string]: unknown;
}

/** What was asked for, and which of its sources this run is for. JSON values only. */
export interface RunSource {
  readonly from: 'default' | 'embedded' | 'official' | 'path' | 'url' | 'upload';
  /** Which source of the batch, from 0. */
  readonly index: number;
  /** As people call it: file name, URL, package file. */
  readonly name?: string;
  readonly url?: string;
  readonly path?: string;
  /** Of a replay: the part of its records, and the lines that they had, in order. */
  readonly part?: string;
  readonly lines?: readonly number[];
}

/** One run as JSON: the ledger's columns without the internals of the lease, hashes in hexadecimal. */
export interface RunRow extends Balance {
  readonly id: number;
  readonly dataset: string;
  readonly part: string;
  readonly state: RunState;
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
  readonly scope: string;
  readonly replay_of: number | null;
  readonly same_as_run: number | null;
  readonly sha256: string | null;
  readonly content_sha256: string | null;
  readonly bytes: number | null;
  readonly encoding: string | null;
  readonly contract: string | null;
  readonly code_version: string;
  readonly generation: number | null;
  readonly synthetic: boolean;
  readonly attempt: number;
  readonly abort_requested: boolean;
  readonly removed: number;
  readonly skipped_by_reason: Readonly<Record<string, number>>;
  readonly rejected_by_code: Readonly<Record<string, number>>;
  readonly profile: Profile;
  readonly details: Readonly<Record<string, unknown>>;
  readonly guards: readonly JudgedGuard[];
  readonly progress: Partial<Progress>;
  readonly problem: RunProblem | null;
  readonly requested_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly balance: Balance;
}
