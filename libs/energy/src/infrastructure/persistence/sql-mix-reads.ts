import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Streamed, Window } from '../../application/load-reads';
import { type Co2, type MixFound, MixReads, type MixRow } from '../../application/mix-reads';
import { MIX_POWERS, type MixPower, type Total } from '../../domain/mix';
import { isGrid, type Resolution } from '../../domain/resolution';
import { bucketStart } from './bucket-start';
import { type FactsRow, factsOf, natureOf, slotStatement, windowParameters } from './slot-statement';
import { streamSlots } from './stream-slots';

const QUANTITIES = ['mw', 'co2_g_per_kwh', ...MIX_POWERS];

const MIX = {
  table: 'mix_point',
  columns: ['load.mw', 'load.nature AS load_nature', 'slot.co2_g_per_kwh', ...MIX_POWERS.map((p) => `slot.${p}`)].join(
    ', ',
  ),
  join: 'LEFT JOIN load_point load ON load.area_id = slot.area_id AND load.at = slot.at',
};

/** `[sum, count]` of every quantity. */
const TOTALS = QUANTITIES.map((name) => `coalesce(sum(${name}), 0), count(${name})`).join(', ');
const SINGLES = QUANTITIES.map((name) => `coalesce(${name}, 0), (${name} IS NOT NULL)::integer`).join(', ');

const itemsAt = (resolution: Resolution): string =>
  isGrid(resolution)
    ? `SELECT json_build_array(s, nature, 1, load_nature, json_build_array(${SINGLES})) AS item FROM visible`
    : `SELECT json_build_array(start, min(nature), count(*), min(load_nature), json_build_array(${TOTALS})) AS item
       FROM (SELECT *, ${bucketStart(resolution)} AS start FROM visible) placed GROUP BY start ORDER BY start`;

const SUMMARY = `SELECT json_build_array(${TOTALS}) AS totals,
  json_build_array(min(co2_g_per_kwh), max(co2_g_per_kwh),
    sum(co2_g_per_kwh::bigint * mw)::float8 / nullif(sum(mw) FILTER (WHERE co2_g_per_kwh IS NOT NULL), 0)) AS co2
  FROM visible`;

type RawItem = readonly [
  at: number,
  nature: number,
  count: number,
  loadNature: number | null,
  totals: readonly number[],
];

interface RawMix {
  readonly totals: readonly number[];
  readonly co2: readonly [min: number | null, max: number | null, loadWeighted: number | null];
  readonly items: readonly RawItem[] | null;
}

/** Mix points with the load of the same slots. */
@Injectable()
export class SqlMixReads extends MixReads {
  constructor(private readonly database: Database) {
    super();
  }

  async find(window: Window, resolution: Resolution): Promise<MixFound> {
    const items = `SELECT json_agg(item) AS items FROM (${itemsAt(resolution)}) listed`;
    const sql = slotStatement(MIX, window, `SELECT * FROM (${SUMMARY}) summary, (${items}) own`);
    const { rows } = await this.database.query<FactsRow & RawMix>(sql, windowParameters(window));
    const [row] = rows;
    if (!row) throw new Error('Facts about a window were asked, and no row came');
    const [min, max, loadWeighted] = row.co2;
    const { co2, ...totals } = totalsOf(row.totals);
    const summed: Co2 = { ...co2, min, max, loadWeighted };
    return {
      facts: factsOf(row, window.range),
      totals: { ...totals, co2: summed },
      rows: (row.items ?? []).map(rowOf),
    };
  }

  stream(window: Window, resolution: Resolution): Promise<Streamed<MixRow>> {
    const items = `SELECT item::text FROM (${itemsAt(resolution)}) listed`;
    return streamSlots(this.database, { source: MIX, window, items, read: rowOf });
  }
}

const rowOf = ([at, nature, count, loadNature, totals]: RawItem): MixRow => ({
  at,
  nature: natureOf(nature),
  count,
  loadNature: loadNature === null ? null : natureOf(loadNature),
  ...totalsOf(totals),
});

function totalsOf(flat: readonly number[]): Pick<MixRow, 'load' | 'powers' | 'co2'> {
  const total = (place: number): Total => ({ sum: flat[2 * place] ?? 0, count: flat[2 * place + 1] ?? 0 });
  const powers = Object.fromEntries(MIX_POWERS.map((power, i) => [power, total(i + 2)]));
  return { load: total(0), co2: total(1), powers: powers as Record<MixPower, Total> };
}
