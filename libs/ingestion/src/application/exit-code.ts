import type { FailureOutcome } from '../domain/import-failure';
import type { RunRow } from './run-row';

const EXIT: Readonly<Record<FailureOutcome, number>> = {
  internal: 1,
  usage: 2,
  unreachable: 3,
  malformed: 4,
  guard: 5,
  busy: 6,
};
const WITH_REJECTS = 7;
const ABORTED = 130;
/** An internal failure is the gravest, a refusal by guard the least; rejects under `--strict` come after all. */
const GRAVEST_FIRST = [ABORTED, 1, 2, 3, 4, 5, 6, WITH_REJECTS];

function exitOf(row: RunRow, strict: boolean): number {
  const outcome = row.problem?.outcome;
  if (outcome === 'aborted') return ABORTED;
  if (outcome) return EXIT[outcome];
  return strict && row.rejected > 0 ? WITH_REJECTS : 0;
}

/** The exit code of a batch: the gravest of its runs'. An aborted run is 130; a caller that took SIGTERM says 143. */
export function exitCodeOf(rows: readonly RunRow[], { strict = false }: { strict?: boolean } = {}): number {
  const codes = new Set(rows.map((row) => exitOf(row, strict)));
  return GRAVEST_FIRST.find((code) => codes.has(code)) ?? 0;
}
