import type { Database } from '@hexagone/platform';
import { DefinitiveYears } from '../../application/refresh/definitive-years';

/** The last Sunday of October has fifty half-hours, of which RTE publishes 48; that of March has 46. */
const COMPLETE = `
  SELECT date_part('year', year AT TIME ZONE 'Europe/Paris')::int AS year FROM (
    SELECT date_trunc('year', at, 'Europe/Paris') AS year, count(*) AS points FROM load_point
    WHERE area_id = $1 AND nature = 3 AND mod(extract(epoch FROM at)::bigint, 1800) = 0 GROUP BY 1) AS counted
  WHERE points >= extract(epoch FROM year + interval '1 year' - year) / 1800 - 2`;

export class SqlDefinitiveYears extends DefinitiveYears {
  constructor(private readonly database: Pick<Database, 'query'>) {
    super();
  }

  async complete(area: number): Promise<ReadonlySet<number>> {
    const { rows } = await this.database.query<{ year: number }>(COMPLETE, [area]);
    return new Set(rows.map(({ year }) => year));
  }
}
