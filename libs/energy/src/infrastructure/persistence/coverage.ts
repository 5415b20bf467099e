import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import type { Eco2mixSurvey } from '../../application/import/eco2mix-survey';
import { rankOf } from '../../domain/nature';

/** A span grows, whatever the order of the files: a younger file of the same first day goes further. */
const COVERAGE = `
  INSERT INTO load_coverage AS c (area_id, nature, first_at, last_at, last_value_at, synthetic, run_id)
  SELECT area_id, nature, to_timestamp(first_at), to_timestamp(last_at), to_timestamp(last_value_at), $6, $7
  FROM unnest($1::smallint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[])
    AS span (area_id, nature, first_at, last_at, last_value_at)
  ON CONFLICT ON CONSTRAINT load_coverage_pkey DO UPDATE
    SET last_at = greatest(c.last_at, excluded.last_at),
      last_value_at = greatest(c.last_value_at, excluded.last_value_at), run_id = excluded.run_id
    WHERE excluded.last_at > c.last_at OR excluded.last_value_at > coalesce(c.last_value_at, '-infinity')`;

/** How many spans are new or go further than before. */
export async function publishCoverage(stage: StagingSession, run: StagedRun<Eco2mixSurvey>): Promise<number> {
  const { spans } = run.survey;
  const { rowCount } = await stage.query(COVERAGE, [
    spans.map(({ area }) => area),
    spans.map(({ nature }) => rankOf(nature)),
    spans.map(({ first }) => first),
    spans.map(({ last }) => last),
    spans.map(({ lastValue }) => lastValue),
    run.synthetic,
    run.id,
  ]);
  return rowCount;
}
