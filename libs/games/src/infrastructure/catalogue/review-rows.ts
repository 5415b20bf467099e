import type { CatalogueSession } from '../../application/catalogue-session';
import { BY_FIRST_WORD, type Review } from '../../domain/matching/match-record';

const GIVEN = `json_to_recordset($1::json)
  AS n (record_id bigint, candidate_id bigint, reason text, confidence real, evidence jsonb)`;

const SAME_PAIR = `r.record_id = n.record_id AND r.candidate_id IS NOT DISTINCT FROM n.candidate_id AND r.reason = n.reason`;

/** A doubt that no longer stands is withdrawn; what a person settled stays settled. */
const WITHDRAW = `UPDATE game_review r SET state = 'withdrawn', settled_at = now()
  WHERE r.state = 'open' AND ($2::bigint[] IS NULL OR r.record_id = ANY($2) OR r.candidate_id = ANY($2)
      OR (r.reason = ANY($3) AND EXISTS (
        SELECT FROM game_record a WHERE a.id = r.record_id AND split_part(a.title_key, ' ', 1) = ANY($4))))
    AND NOT EXISTS (SELECT FROM ${GIVEN} WHERE ${SAME_PAIR})`;

const REFRESH = `UPDATE game_review r SET confidence = n.confidence, evidence = n.evidence, state = 'open', settled_at = NULL
  FROM ${GIVEN} WHERE ${SAME_PAIR} AND (r.state = 'withdrawn'
    OR (r.state = 'open' AND (r.confidence, r.evidence) IS DISTINCT FROM (n.confidence, n.evidence)))`;

const OPEN = `INSERT INTO game_review (record_id, candidate_id, reason, confidence, evidence)
  SELECT n.record_id, n.candidate_id, n.reason, n.confidence, n.evidence FROM ${GIVEN}
  ON CONFLICT ON CONSTRAINT game_review_pair_key DO NOTHING`;

/** Which doubts are looked at. */
export interface ReviewScope {
  readonly records: readonly number[];
  /** Of titles that begin so, the doubts that hang on the first word. */
  readonly firstWords: ReadonlySet<string>;
}

/** These are the doubts about that (null: about anything), and there are no others. True: something was written. */
export async function writeReviews(
  session: CatalogueSession,
  reviews: readonly Review[],
  about: ReviewScope | null,
): Promise<boolean> {
  const rows = reviews.map(({ record, candidate, reason, confidence, evidence }) => ({
    ...{ record_id: record, candidate_id: candidate },
    ...{ reason, confidence, evidence },
  }));
  const given = JSON.stringify(rows);
  const withdrawn = await session.query(WITHDRAW, [
    given,
    about?.records ?? null,
    BY_FIRST_WORD,
    [...(about?.firstWords ?? [])],
  ]);
  if (rows.length === 0) return withdrawn.rowCount > 0;
  const refreshed = await session.query(REFRESH, [given]);
  const opened = await session.query(OPEN, [given]);
  return withdrawn.rowCount + refreshed.rowCount + opened.rowCount > 0;
}
