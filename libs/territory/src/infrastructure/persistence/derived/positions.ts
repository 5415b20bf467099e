import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import { changedAnything, merge, type MergeCounts, type TableMerge } from '../table-merge';

/** The positions that one source gives: rows of commune_code, source, lat, lon, precision_km, derived. */
export const positionsOfSource = (source: 'communes-csv' | 'geonames', from: string): TableMerge => ({
  table: 'territory.commune_position',
  from,
  key: ['commune_code', 'source'],
  values: ['lat', 'lon', 'precision_km', 'derived'],
  stamps: { run_id: '$1::bigint' },
  births: {
    published:
      'NOT EXISTS (SELECT FROM territory.commune_position k WHERE k.commune_code = s.commune_code AND k.published)',
  },
  steps: { changed_at: 'now()' },
  absent: `t.source = '${source}'`,
});

/** Estimates have had their day where a source speaks; worse sources step back before, so that rows are born published. */
const STEP_BACK = (from: string): readonly string[] => [
  `DELETE FROM territory.commune_position t USING ${from} s WHERE t.commune_code = s.commune_code AND t.source = 'estimate'`,
  `UPDATE territory.commune_position t SET published = false FROM ${from} s
   WHERE t.commune_code = s.commune_code AND t.published AND t.rank > CASE s.source WHEN 'communes-csv' THEN 2 ELSE 4 END`,
];

export async function mergePositions(
  session: StagingSession,
  positions: TableMerge,
  run: StagedRun,
): Promise<MergeCounts> {
  for (const sql of STEP_BACK(positions.from)) await session.query(sql);
  return merge(session, positions, run);
}

/**
 * Where a commune must be when no source says so: the mean of located communes, the nearer the relation the better.
 * The precision is that of nine tenths of such estimates. Exact sums: the order of rows must not move the last digit.
 */
const ESTIMATES = `(
  WITH missing AS (
    SELECT code, departement_code, epci_code, codes_postaux FROM territory.commune c WHERE NOT EXISTS (
      SELECT FROM territory.commune_position p WHERE p.commune_code = c.code AND p.source <> 'estimate')),
  located AS (
    SELECT DISTINCT ON (p.commune_code) p.commune_code, p.lat::numeric, p.lon::numeric, c.departement_code, c.epci_code, c.codes_postaux
    FROM territory.commune_position p JOIN territory.commune c ON c.code = p.commune_code
    WHERE p.source <> 'estimate' AND (c.departement_code IN (SELECT departement_code FROM missing)
      OR c.epci_code IN (SELECT epci_code FROM missing))
    ORDER BY p.commune_code, p.rank),
  neighbours AS (
    SELECT DISTINCT m.code, l.commune_code, l.lat, l.lon
    FROM (SELECT code, departement_code, unnest(codes_postaux) AS postal_code FROM missing) m
    JOIN (SELECT commune_code, departement_code, lat, lon, unnest(codes_postaux) AS postal_code FROM located) l
      USING (departement_code, postal_code)),
  by_postal_code AS (SELECT code, avg(lat) AS lat, avg(lon) AS lon FROM neighbours GROUP BY code),
  by_epci AS (SELECT epci_code, avg(lat) AS lat, avg(lon) AS lon FROM located WHERE epci_code IS NOT NULL GROUP BY epci_code),
  by_departement AS (SELECT departement_code, avg(lat) AS lat, avg(lon) AS lon FROM located GROUP BY departement_code)
  SELECT m.code AS commune_code, 'estimate' AS source, true AS derived,
    round(coalesce(p.lat, e.lat, d.lat), 6)::float8 AS lat, round(coalesce(p.lon, e.lon, d.lon), 6)::float8 AS lon,
    CASE WHEN p.lat IS NOT NULL THEN 11 WHEN e.lat IS NOT NULL THEN 27 ELSE 81 END::float8 AS precision_km
  FROM missing m
  LEFT JOIN by_postal_code p ON p.code = m.code
  LEFT JOIN by_epci e ON e.epci_code = m.epci_code
  LEFT JOIN by_departement d ON d.departement_code = m.departement_code
  WHERE coalesce(p.lat, e.lat, d.lat) IS NOT NULL)`;

const WITHOUT_COMMUNE = `
  DELETE FROM territory.commune_position p
  WHERE NOT EXISTS (SELECT FROM territory.commune c WHERE c.code = p.commune_code)`;

// A better source replaces a worse one, never the reverse.
const WITHDRAW = `
  UPDATE territory.commune_position t SET published = false WHERE t.published
    AND EXISTS (SELECT FROM territory.commune_position b WHERE b.commune_code = t.commune_code AND b.rank < t.rank)`;
const PUBLISH = `
  UPDATE territory.commune_position t SET published = true WHERE NOT t.published
    AND NOT EXISTS (SELECT FROM territory.commune_position b WHERE b.commune_code = t.commune_code AND b.rank < t.rank)`;

const ESTIMATED = {
  table: 'territory.commune_position',
  from: ESTIMATES,
  key: ['commune_code', 'source'],
  values: ['lat', 'lon', 'precision_km', 'derived'],
  stamps: { run_id: '$1::bigint' },
  births: { published: 'true' },
  steps: { changed_at: 'now()' },
  absent: `t.source = 'estimate'`,
};

/** Positions of communes that are gone go; estimates fill what no source tells. */
export async function deriveEstimates(session: StagingSession, run: StagedRun): Promise<boolean> {
  const orphans = (await session.query(WITHOUT_COMMUNE)).rowCount;
  const estimates = await merge(session, ESTIMATED, { ...run, replay: false });
  return changedAnything(estimates) || orphans > 0;
}

/** One published position per commune: that of its best source. */
export async function publishBestPositions(session: StagingSession): Promise<boolean> {
  const withdrawn = (await session.query(WITHDRAW)).rowCount;
  const published = (await session.query(PUBLISH)).rowCount;
  return withdrawn + published > 0;
}
