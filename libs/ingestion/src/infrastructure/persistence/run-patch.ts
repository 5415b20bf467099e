import type { RunPatch } from '../../application/run-ledger';

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  ...['options', 'source', 'skipped_by_reason', 'rejected_by_code', 'profile', 'details', 'guards', 'progress', 'problem'],
]);
const HASHES: ReadonlySet<string> = new Set(['sha256', 'content_sha256']);
const ENDS: ReadonlySet<string> = new Set(['published', 'unchanged', 'rejected', 'failed', 'aborted']);

/** `column = $n` for each member of a patch; a run that is over gets its end. */
export function assignments(patch: RunPatch, first: number): { readonly sql: string; readonly values: readonly unknown[] } {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  const sets = entries.map(([column], i) => `${column} = ${placed(column, first + i)}`);
  const state = patch.state;
  if (state !== undefined && ENDS.has(state)) sets.push('finished_at = clock_timestamp()', "progress = '{}'");
  if (state === 'validated') sets.push('finished_at = CASE WHEN dry_run THEN clock_timestamp() END');
  return { sql: sets.join(', '), values: entries.map(([column, value]) => written(column, value)) };
}

const placed = (column: string, place: number): string =>
  HASHES.has(column) ? `decode($${place}, 'hex')` : `$${place}`;

const written = (column: string, value: unknown): unknown =>
  JSON_COLUMNS.has(column) && value !== null ? JSON.stringify(value) : value;
