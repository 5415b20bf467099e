import type { LateReject, Settlement, StagingSession } from '@hexagone/ingestion';
import { MIX_COLUMNS } from '../../domain/mix-columns';

const values = (of: string): string => ['mw', ...MIX_COLUMNS].map((column) => `${of}.${column}`).join(', ');

const REPEATED = `SELECT FROM pg_temp.stage GROUP BY area_id, at HAVING count(*) > 1 LIMIT 1`;

/** Of each area and instant the best nature stays, of these the first line. */
const APART = `
  WITH kept AS (
    SELECT DISTINCT ON (area_id, at) area_id, at, line FROM pg_temp.stage ORDER BY area_id, at, nature DESC, line)
  DELETE FROM pg_temp.stage s USING kept, pg_temp.stage k
  WHERE kept.area_id = s.area_id AND kept.at = s.at AND k.line = kept.line AND s.line <> kept.line
  RETURNING s.line, k.line AS kept_line, s.nature = k.nature AND (${values('s')}) IS DISTINCT FROM (${values('k')}) AS conflicts`;

interface Repetition {
  readonly line: string;
  readonly kept_line: string;
  readonly conflicts: boolean;
}

/** Leaves one staged row per area and instant: the others are duplicates, or contradict the one that stays. */
export async function withoutRepetitions(stage: StagingSession): Promise<Settlement> {
  const { rowCount } = await stage.query(REPEATED);
  const rows = rowCount === 0 ? [] : (await stage.query<Repetition>(APART)).rows;
  const rejected = rows.filter(({ conflicts }) => conflicts).map(conflict);
  return { duplicates: rows.length - rejected.length, rejected, skipped: {} };
}

const conflict = ({ line, kept_line }: Repetition): LateReject => ({
  line: Number(line),
  faults: [{ code: 'conflicting_duplicate', params: { kept_line: Number(kept_line) } }],
});
