import type { SqlParameters } from '@hexagone/platform';
import type { SeenRecords } from '../../application/access-log';
import { AccessNotRecorded } from '../../domain/reading.errors';

/** Adds one row to the access log for each row of `shown`, a query of `ids`: an array, null for an export. */
export function accessInsert(seen: Omit<SeenRecords, 'opportunityIds'>, shown: string, to: SqlParameters): string {
  const { actor, action, responseId, filter, rows, requestId } = seen;
  const values = [
    `${to.add(actor)}::text, ${to.add(action)}::text, ${to.add(responseId ?? null)}::uuid, shown.ids`,
    `${to.add(filter ? JSON.stringify(filter) : null)}::jsonb`,
    rows === undefined ? 'cardinality(shown.ids)' : `${to.add(rows)}::bigint`,
    `${to.add(requestId ?? null)}::text`,
  ];
  return `INSERT INTO lending_access (actor, action, response_id, opportunity_ids, filter, rows, request_id)
    SELECT ${values.join(', ')} FROM (${shown}) shown`;
}

/** What one opportunity was read of: $1 is its id, $2 the response's (or null), $3 who reads and $4 the request's. */
export type ReadOfOne = readonly [id: string, responseId: string | null, actor: string, requestId: string | null];

/** Reads `found`, a query of `ReadOfOne`, and adds one row to the access log if it found any. */
export const seenOne = (found: string, action: SeenRecords['action']): string => `WITH found AS MATERIALIZED (${found}),
  seen AS (INSERT INTO lending_access (actor, action, response_id, opportunity_ids, rows, request_id)
    SELECT $3, '${action}', $2::uuid, ARRAY[$1::varchar], 1, $4 FROM found)
  SELECT * FROM found`;

/** A broken constraint or trigger, a refused or missing table: no SELECT of ours fails like that, an INSERT does. */
const OF_THE_LOG = /^(?:23|25006|42501|42P01|P0)/;

/** Work that reads and writes it down at once: what cannot be written down is not shown. */
export async function recorded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    throw typeof code === 'string' && OF_THE_LOG.test(code) ? new AccessNotRecorded() : error;
  }
}
