import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

/** Saint-Barthélemy and Saint-Martin left Guadeloupe in 2007; neither the reference nor the history says so. */
const CONSTANT = `(VALUES ('97123', '97701'), ('97127', '97801'))`;

const FORMER = `(
  SELECT DISTINCT ON (f.former_code) f.former_code, f.commune_code, f.source FROM (
    SELECT unnest(anciens_codes) AS former_code, code AS commune_code, 'reference' AS source, 1 AS rank FROM territory.commune_source
    UNION ALL SELECT former_code, commune_code, 'constant', 2 FROM ${CONSTANT} AS constant (former_code, commune_code)
    UNION ALL SELECT code, current_code, 'history', 3 FROM territory.commune_period WHERE type = 'COM' AND current_code IS NOT NULL
  ) f JOIN territory.commune c ON c.code = f.commune_code
  WHERE f.rank = 1 OR NOT EXISTS (SELECT FROM territory.commune k WHERE k.code = f.former_code)
  ORDER BY f.former_code, f.rank, f.commune_code)`;

/** Where each code that designated a commune once leads today. */
export async function deriveFormerCodes(session: StagingSession, run: StagedRun): Promise<boolean> {
  const counts = await merge(
    session,
    { table: 'territory.commune_code', from: FORMER, key: ['former_code'], values: ['commune_code', 'source'] },
    { ...run, replay: false },
  );
  return changedAnything(counts);
}

/**
 * The commune of today in which the one of a period lies: its own code where that still bears its name (a merger undone),
 * else the end of the chain of successors. The same code may mean two communes: 49126 was Drain, and is Orée d'Anjou.
 */
const PRESENT = `
  WITH RECURSIVE walk AS (
    SELECT id, code, coalesce(successor, CASE WHEN type <> 'COM' THEN pole END) AS next, 0 AS hops FROM territory.commune_period
    UNION ALL
    SELECT w.id, p.code, coalesce(p.successor, CASE WHEN p.type <> 'COM' THEN p.pole END), w.hops + 1
    FROM walk w JOIN territory.commune_period p ON p.id = w.next WHERE w.hops < 50),
  present AS (
    SELECT p.id, coalesce(own.code, last.code, former.commune_code) AS current_code
    FROM walk w JOIN territory.commune_period p ON p.id = w.id
    LEFT JOIN territory.commune own ON own.code = p.code AND own.search_key = p.search_key
    LEFT JOIN territory.commune last ON last.code = w.code
    LEFT JOIN (SELECT DISTINCT ON (former_code) unnest(anciens_codes) AS former_code, code AS commune_code
      FROM territory.commune_source ORDER BY former_code, commune_code) former ON former.former_code = w.code
    WHERE w.next IS NULL)
  UPDATE territory.commune_period t SET current_code = s.current_code FROM present s
  WHERE s.id = t.id AND t.current_code IS DISTINCT FROM s.current_code`;

/** Leads each period of the history to the commune of today. */
export async function derivePresentOfPeriods(session: StagingSession): Promise<boolean> {
  return (await session.query(PRESENT)).rowCount > 0;
}
