const BALANCE = ['read', 'inserted', 'updated', 'unchanged', 'duplicates', 'rejected', 'skipped'];

const COLUMNS = `id, dataset, part, state, trigger, actor, request_id, batch_id, channel, scheduled_for, dry_run, force, options,
  accepted_guards, reason, source, scope, replay_of, same_as_run, encode(sha256, 'hex') AS sha256,
  encode(content_sha256, 'hex') AS content_sha256, bytes, encoding, contract, code_version, generation, synthetic, attempt,
  abort_requested, ${BALANCE.join(', ')}, json_build_object(${BALANCE.map((name) => `'${name}', ${name}`).join(', ')}) AS balance,
  removed, skipped_by_reason, rejected_by_code, profile, details, guards, progress, problem, requested_at, started_at, finished_at`;

/** Runs of the ledger as JSON, one a row, in the column `json`: PostgreSQL knows numbers, hexadecimals and instants. */
export const runsAsJson = (condition: string): string =>
  `SELECT row_to_json(t) AS json FROM (SELECT ${COLUMNS} FROM import_run ${condition}) t`;
