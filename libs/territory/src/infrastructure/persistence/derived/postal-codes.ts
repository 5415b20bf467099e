import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

/** A pair that the communes file alone knows ranks after every pair of the commune's own list. */
const PAIRS = `(
  SELECT c.code AS commune_code, l.postal_code, min(l.place)::smallint AS position,
    CASE WHEN c.origin = 'manual' OR EXISTS (SELECT FROM territory.commune_override o
      WHERE o.code = c.code AND o.field = 'codesPostaux') THEN 'manual' ELSE 'reference' END AS source
  FROM territory.commune c, unnest(c.codes_postaux) WITH ORDINALITY AS l (postal_code, place)
  GROUP BY c.code, l.postal_code
  UNION ALL
  SELECT DISTINCT c.code, e.postal_code, 100::smallint, 'communes-csv'
  FROM territory.postal_entry e JOIN territory.commune c ON c.code = e.commune_code
  WHERE e.postal_code <> ALL (c.codes_postaux))`;

/** Postal codes of communes: their own list, then what the communes file adds to it. */
export async function derivePostalCodes(session: StagingSession, run: StagedRun): Promise<boolean> {
  const counts = await merge(
    session,
    {
      table: 'territory.commune_postal_code',
      from: PAIRS,
      key: ['commune_code', 'postal_code'],
      values: ['source', 'position'],
    },
    { ...run, replay: false },
  );
  return changedAnything(counts);
}
