import { type Bilingual, DomainError, type ErrorExtras, type Problem } from '@hexagone/kernel';

/**
 * Why a run ends without publishing, in the words that the command line's exit codes translate:
 * internal 1 · usage 2 · unreachable 3 · malformed 4 · guard 5 · busy 6.
 */
export type FailureOutcome = 'internal' | 'usage' | 'unreachable' | 'malformed' | 'guard' | 'busy';

/** A run cannot go on, and the reason was foreseen. The problem goes to the ledger, the answer and the exit code. */
export class ImportFailure extends DomainError {
  constructor(
    readonly outcome: FailureOutcome,
    problem: Problem,
    detail: Bilingual,
    extras: ErrorExtras = {},
  ) {
    super(problem, detail, extras);
  }
}
