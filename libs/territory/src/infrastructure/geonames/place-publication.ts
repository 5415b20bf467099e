import { type Effect, Publication, type Settlement, type StagedRun, type StagingSession } from '@hexagone/ingestion';
import { derive, lockTerritory } from '../persistence/derived/derivation';
import { mergePositions, positionsOfSource } from '../persistence/derived/positions';
import { foreseeMerge } from '../persistence/table-merge';
import { CANDIDATES, PLACES, TOO_FAR } from './place-joins';

const POSITIONS = positionsOfSource(
  'geonames',
  `(SELECT code AS commune_code, 'geonames'::text AS source, lat, lon, 2::float8 AS precision_km, false AS derived
    FROM place_of_commune)`,
);

/** By line, for a place may serve two communes. */
const BY_LINE = `
  SELECT count(*) FILTER (WHERE new)::int AS inserted, count(*) FILTER (WHERE NOT new AND moved)::int AS updated,
    count(*) FILTER (WHERE NOT new AND NOT moved)::int AS unchanged
  FROM (SELECT p.line, bool_or(t.source IS NULL) AS new, bool_or((t.lat, t.lon) IS DISTINCT FROM (p.lat, p.lon)) AS moved
    FROM place_of_commune p LEFT JOIN territory.commune_position t ON t.commune_code = p.code AND t.source = 'geonames'
    GROUP BY p.line) lines`;

const UNUSED = `NOT EXISTS (SELECT FROM place_of_commune p WHERE p.line = s.line)`;

/** Places of GeoNames become positions of communes. */
export class PlacePublication extends Publication {
  async settle(session: StagingSession): Promise<Settlement> {
    await session.query('DROP TABLE IF EXISTS place_candidate, place_of_commune');
    for (const sql of [CANDIDATES, PLACES, 'ANALYZE place_candidate', 'ANALYZE place_of_commune'])
      await session.query(sql);
    const far = (await session.query<{ line: string }>(TOO_FAR)).rows.map(({ line }) => line);
    const [skipped] = (
      await session.query<{ no_commune: number; second_place: number; too_far: number }>(
        `SELECT count(*) FILTER (WHERE k.line IS NULL)::int AS no_commune, count(f.line)::int AS too_far,
           count(*) FILTER (WHERE k.line IS NOT NULL AND f.line IS NULL)::int AS second_place
         FROM stage s LEFT JOIN (SELECT DISTINCT line FROM place_candidate) k USING (line)
           LEFT JOIN (SELECT DISTINCT unnest($1::bigint[]) AS line) f USING (line) WHERE ${UNUSED}`,
        [far],
      )
    ).rows;
    await session.query(`DELETE FROM stage s WHERE ${UNUSED}`);
    return { duplicates: 0, rejected: [], skipped: { ...skipped } };
  }

  async foresee(session: StagingSession, run: StagedRun): Promise<Effect> {
    const { removed, stored } = await foreseeMerge(session, POSITIONS, run);
    return { ...(await this.byLine(session)), removed, stored };
  }

  async publish(session: StagingSession, run: StagedRun): Promise<Effect> {
    await lockTerritory(session);
    const records = await this.byLine(session);
    const { removed, stored } = await mergePositions(session, POSITIONS, run);
    const changedOtherwise = await derive(session, run, ['estimates', 'overrides', 'positions']);
    return { ...records, removed, stored, changedOtherwise };
  }

  private async byLine(session: StagingSession): Promise<Pick<Effect, 'inserted' | 'updated' | 'unchanged'>> {
    const { rows } = await session.query<{ inserted: number; updated: number; unchanged: number }>(BY_LINE);
    return { inserted: 0, updated: 0, unchanged: 0, ...rows[0] };
  }
}
