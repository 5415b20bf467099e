import type { StagingSession } from '@hexagone/ingestion';
import { positionsOfSource } from '../persistence/derived/positions';

/** Beyond this distance from the median of its postal code a position belongs to another place (km). */
const PLAUSIBLE_KM = 50;

const kilometres = (a: string, b: string): string =>
  `2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(${b}.lat - ${a}.lat) / 2), 2)
     + cos(radians(${a}.lat)) * cos(radians(${b}.lat)) * power(sin(radians(${b}.lon - ${a}.lon) / 2), 2))))`;

const IMPLAUSIBLE = `
  WITH medians AS (
    SELECT postal_code, percentile_cont(0.5) WITHIN GROUP (ORDER BY lat) AS lat, percentile_cont(0.5) WITHIN GROUP (ORDER BY lon) AS lon
    FROM attached WHERE lat IS NOT NULL AND postal_code !~ '^98' GROUP BY postal_code)
  UPDATE attached a SET lat = NULL, lon = NULL FROM medians m
  WHERE m.postal_code = a.postal_code AND a.lat IS NOT NULL AND (abs(a.lat - m.lat) > 0.4 OR abs(a.lon - m.lon) > 0.4)
    AND ${kilometres('a', 'm')} > ${PLAUSIBLE_KM}
  RETURNING a.line::int, a.nom, a.postal_code`;

/** Takes away positions too far from their postal code, and tells them. Overseas collectivities spread over oceans. */
export async function withoutImplausible(stage: StagingSession): Promise<readonly object[]> {
  return (await stage.query(IMPLAUSIBLE)).rows;
}

/**
 * One position per commune: that of its own row (its own code or name; of several the one labelled with its name), else
 * the mean of its rows, with the greatest distance to one of them as precision.
 */
export const positionsOf = (rows: string): string => `
  CREATE TEMP TABLE csv_position AS
  WITH located AS (
    SELECT commune_code, lat, lon, line, label_key = name_key AS labelled,
      arrondissement_code IS NULL AND (insee = commune_code OR (insee IS NULL AND name_key = commune_key)) AS own
    FROM ${rows} WHERE commune_code IS NOT NULL AND lat IS NOT NULL),
  owned AS (
    SELECT DISTINCT ON (commune_code) commune_code, lat, lon FROM located WHERE own
    ORDER BY commune_code, labelled DESC NULLS LAST, line),
  means AS (
    SELECT commune_code, round(avg(lat::numeric), 6)::float8 AS lat, round(avg(lon::numeric), 6)::float8 AS lon FROM located l
    WHERE NOT EXISTS (SELECT FROM owned o WHERE o.commune_code = l.commune_code) GROUP BY commune_code)
  SELECT commune_code, 'communes-csv'::text AS source, lat, lon, 0.6::float8 AS precision_km, false AS derived FROM owned
  UNION ALL
  SELECT m.commune_code, 'communes-csv', m.lat, m.lon, round(max(${kilometres('m', 'l')})::numeric, 3)::float8, true
  FROM means m JOIN located l ON l.commune_code = m.commune_code GROUP BY m.commune_code, m.lat, m.lon`;

export const POSITIONS = positionsOfSource('communes-csv', 'csv_position');
