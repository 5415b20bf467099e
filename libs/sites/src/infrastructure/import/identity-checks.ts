import type { StagingSession } from '@hexagone/ingestion';
import type { Found } from './found-rejects';
import { KEY, STAGE, type StagedColumns } from './staged-columns';

/** Rows that say to the letter what an earlier one says; how many there were. */
export async function dropRepetitions(stage: StagingSession, all: readonly string[]): Promise<number> {
  const { rowCount } = await stage.query(
    `DELETE FROM ${STAGE} s USING (SELECT line, min(line) OVER (PARTITION BY ${all.join(', ')}) AS kept FROM ${STAGE}) r
     WHERE r.line = s.line AND r.kept < s.line`,
  );
  return rowCount;
}

/**
 * Finds the stored site that each row is: of several with its key the one that says the same, values first. Answers the
 * rows of which this cannot be told, and those that contradict an earlier row about the same site.
 */
export async function identify(stage: StagingSession, columns: StagedColumns): Promise<readonly Found[]> {
  await stage.query(
    `UPDATE ${STAGE} s SET site_id = same.id, candidates = same.candidates FROM (
       SELECT s.line, m.id, m.candidates FROM ${STAGE} s LEFT JOIN (
         SELECT DISTINCT ON (s.line) s.line, t.id,
           CASE WHEN NOT (${columns.sameValues}) THEN array_agg(t.id) OVER (PARTITION BY s.line) END AS candidates
         FROM ${STAGE} s JOIN sites t USING (${KEY.join(', ')})
         ORDER BY s.line, ${columns.sameValues} DESC, ${columns.sameGroups} DESC, t.id) m ON m.line = s.line) same
     WHERE same.line = s.line`,
  );
  return [...(await ambiguous(stage)), ...(await contradicting(stage))];
}

async function ambiguous(stage: StagingSession): Promise<readonly Found[]> {
  const { rows } = await stage.query<{ line: string; name: string; candidates: readonly number[] }>(
    `SELECT line, name, candidates FROM ${STAGE} WHERE cardinality(candidates) > 1 ORDER BY line`,
  );
  return rows.map(({ line, name, candidates }) => {
    const sites = candidates.toSorted((one, other) => one - other).join(', ');
    return { line: Number(line), fault: { field: 'name', code: 'several_sites', value: name, params: { sites } } };
  });
}

async function contradicting(stage: StagingSession): Promise<readonly Found[]> {
  const { rows } = await stage.query<{ line: string; name: string; kept: string }>(
    `SELECT line, name, kept FROM (
       SELECT line, name, min(line) OVER (PARTITION BY site_id, ${KEY.join(', ')}) AS kept FROM ${STAGE}) r
     WHERE kept < line ORDER BY line`,
  );
  return rows.map(({ line, name, kept }) => ({
    line: Number(line),
    fault: { field: 'name', code: 'conflicting_duplicate', value: name, params: { kept_line: Number(kept) } },
  }));
}
