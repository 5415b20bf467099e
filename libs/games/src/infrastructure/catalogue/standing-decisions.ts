import type { CatalogueSession } from '../../application/catalogue-session';
import type { Decision } from '../../domain/matching/match-record';

/** Decisions that stand, about two of these records. */
export async function decisionsAmong(session: CatalogueSession, records: ReadonlySet<number>): Promise<Decision[]> {
  const { rows } = await session.query<{ decision: Decision }>(
    `SELECT json_build_object('id', id, 'verdict', verdict, 'records', json_build_array(record_a, record_b)) AS decision
     FROM game_decision WHERE revoked_at IS NULL ORDER BY id`,
  );
  return rows.map(({ decision }) => decision).filter(({ records: pair }) => pair.every((id) => records.has(id)));
}
