import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge } from '../table-merge';

const TABLE = {
  table: 'territory.commune_postal_code',
  key: ['commune_code', 'postal_code'],
  values: ['source', 'position'],
};

const LISTED = `(
  SELECT c.code AS commune_code, l.postal_code, min(l.place)::smallint AS position,
    CASE WHEN c.origin = 'manual' OR o.code IS NOT NULL THEN 'manual' ELSE 'reference' END AS source
  FROM territory.commune c CROSS JOIN unnest(c.codes_postaux) WITH ORDINALITY AS l (postal_code, place)
    LEFT JOIN territory.commune_override o ON o.code = c.code AND o.field = 'codesPostaux'
  GROUP BY c.code, l.postal_code, o.code)`;

/** A pair that the communes file alone knows ranks after every pair of the commune's own list. */
const ADDED = `(
  SELECT DISTINCT c.code AS commune_code, e.postal_code, 100::smallint AS position, 'communes-csv' AS source
  FROM territory.postal_entry e JOIN territory.commune c ON c.code = e.commune_code
  WHERE e.postal_code <> ALL (c.codes_postaux))`;

/** Postal codes of communes: their own list, as the reference or a person gives it. */
export async function derivePostalCodes(session: StagingSession, run: StagedRun): Promise<boolean> {
  const listed = { ...TABLE, from: LISTED, absent: `t.source <> 'communes-csv'` };
  return changedAnything(await merge(session, listed, { ...run, replay: false }));
}

/** What the communes file adds to them. */
export async function deriveAddedPostalCodes(session: StagingSession, run: StagedRun): Promise<boolean> {
  const added = { ...TABLE, from: ADDED, absent: `t.source = 'communes-csv'` };
  return changedAnything(await merge(session, added, { ...run, replay: false }));
}
