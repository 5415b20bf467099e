import { Database, jsonObject } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AreaReads, type Consistency } from '../../application/area-reads';
import { type Area, AREAS, FRANCE } from '../../domain/areas';
import type { SlotRange } from '../../domain/slot-range';
import { AREA_MEMBERS } from './area-listing';

const REGIONS = AREAS.filter(({ kind }) => kind === 'region').map(({ id }) => id);

const CONSISTENCY = `
  WITH points AS (
    SELECT area_id, at, mw FROM load_point
    WHERE area_id = ANY ($1) AND at >= to_timestamp($2) AND at < to_timestamp($3)
      AND mod(date_part('epoch', at)::bigint, $4::bigint) = 0),
  slots AS (
    SELECT sum(mw) FILTER (WHERE area_id <> ${FRANCE.id}) AS regions,
      count(*) FILTER (WHERE area_id <> ${FRANCE.id}) = ${REGIONS.length} AS whole,
      max(mw) FILTER (WHERE area_id = ${FRANCE.id}) AS national
    FROM points GROUP BY at)
  SELECT (SELECT count(DISTINCT area_id) FROM points WHERE area_id <> ${FRANCE.id})::integer AS present,
    coalesce(sum(regions - national) FILTER (WHERE whole), 0)::float8 AS difference,
    count(national) FILTER (WHERE whole)::integer AS compared,
    max(abs(regions - national)) FILTER (WHERE whole)::float8 AS max_abs,
    coalesce(sum(regions) FILTER (WHERE whole), 0)::float8 AS regions, count(*) FILTER (WHERE whole)::integer AS whole,
    coalesce(sum(national), 0)::float8 AS national, count(national)::integer AS nationals,
    (SELECT date_part('epoch', max(at)) FROM load_point WHERE area_id = ${FRANCE.id}) AS last_point,
    (SELECT coalesce(bool_or(synthetic), false) FROM load_coverage) AS synthetic
  FROM slots`;

interface Row {
  readonly present: number;
  readonly difference: number;
  readonly compared: number;
  readonly max_abs: number | null;
  readonly regions: number;
  readonly whole: number;
  readonly national: number;
  readonly nationals: number;
  readonly last_point: number | null;
  readonly synthetic: boolean;
}

@Injectable()
export class SqlAreaReads extends AreaReads {
  constructor(private readonly database: Database) {
    super();
  }

  async get({ id, code }: Area): Promise<string> {
    const sql = `SELECT ${jsonObject(AREA_MEMBERS)} AS item FROM energy_area a WHERE a.id = $1`;
    const { rows } = await this.database.query<{ item: string }>(sql, [id]);
    if (!rows[0]) throw new Error(`The area ${code} is not in the table of areas`);
    return rows[0].item;
  }

  async consistency({ from, until, step }: SlotRange): Promise<Consistency> {
    const { rows } = await this.database.query<Row>(CONSISTENCY, [[FRANCE.id, ...REGIONS], from, until, step]);
    const [row] = rows;
    if (!row) throw new Error('An aggregate answered no row');
    return {
      facts: { lastPointAt: row.last_point, synthetic: row.synthetic },
      regions: row.present,
      difference: { sum: row.difference, count: row.compared },
      maxAbsDifference: row.max_abs,
      regionSums: { sum: row.regions, count: row.whole },
      national: { sum: row.national, count: row.nationals },
    };
  }
}
