import { ImportFailure } from '../domain/import-failure';
import { ImportAborted, internalError } from '../domain/loss-problems';
import type { RunPatch } from './run-ledger';
import type { RunProblem } from './run-row';

/** A failure as the ledger keeps it. */
export function problemOf(error: unknown): RunProblem {
  const failure = error instanceof ImportFailure ? error : internalError();
  const { outcome, problem, detail, extras } = failure;
  const { code, title } = problem;
  const ended = failure instanceof ImportAborted ? 'aborted' : outcome;
  return { ...extras.members, code, title, detail, outcome: ended };
}

/** How a run ends that publishes nothing: the source or a guard said no, somebody stopped it, or something broke. */
export function endOf(error: unknown): Required<Pick<RunPatch, 'state' | 'problem'>> {
  const problem = problemOf(error);
  if (problem.outcome === 'aborted') return { state: 'aborted', problem };
  return { state: problem.outcome === 'malformed' || problem.outcome === 'guard' ? 'rejected' : 'failed', problem };
}
