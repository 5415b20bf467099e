import type { Co2, MixRow, MixTotals } from '../../application/mix-reads';
import { energyOf, meanIn, rounded, type Unit } from '../../domain/figures';
import { BATTERY_FLOWS, EXCHANGES, MIX_POWERS, type MixPower, type Total } from '../../domain/mix';
import { DETAIL_COLUMNS, SOURCE_COLUMNS } from '../../domain/mix-columns';
import { parisWriter } from '../../domain/paris-time';
import { bucketSlots, isGrid, type Resolution } from '../../domain/resolution';
import type { SlotRange } from '../../domain/slot-range';

export interface MixTerms {
  readonly unit: Unit;
  readonly resolution: Resolution;
  readonly range: SlotRange;
  readonly detail: boolean;
}

type Item = Record<string, unknown>;

const each = <Name extends string>(names: readonly Name[], value: (name: Name) => unknown): Item =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

const meanOf = ({ sum, count }: Total): number | null => (count === 0 ? null : rounded(sum / count));

/** How much of a bucket there is; nothing of a slot. */
function extentOf({ at, count }: MixRow, { resolution, range }: MixTerms): Item {
  if (isGrid(resolution)) return {};
  const { expected, partial } = bucketSlots(at, resolution, range);
  return { count, expected, ...(partial && { partial }) };
}

/** Items as the JSON answer nests them. */
export function mixItems(terms: MixTerms): (row: MixRow) => Item {
  const write = parisWriter();
  return (row) => {
    const power = ({ sum, count }: Total): number | null => meanIn(terms.unit, sum, count);
    return {
      date: write(row.at),
      nature: row.nature,
      consumption: power(row.load),
      consumption_nature: row.loadNature,
      sources: each(SOURCE_COLUMNS, (name) => power(row.powers[name])),
      pumping: power(row.powers.pumping),
      battery: each(BATTERY_FLOWS, (flow) => power(row.powers[`battery_${flow}`])),
      exchanges: each(EXCHANGES, (border) => power(row.powers[`exchange_${border}`])),
      co2_g_per_kwh: meanOf(row.co2),
      ...(terms.detail && { detail: each(DETAIL_COLUMNS, (name) => power(row.powers[name])) }),
      ...extentOf(row, terms),
    };
  };
}

const DETAILS: readonly string[] = DETAIL_COLUMNS;

const powersOf = ({ detail }: MixTerms): MixPower[] => MIX_POWERS.filter((name) => detail || !DETAILS.includes(name));

export const mixColumns = (terms: MixTerms): string[] => [
  ...['date', 'consumption', ...powersOf(terms), 'co2_g_per_kwh'],
  ...(isGrid(terms.resolution) ? [] : ['count', 'expected', 'partial']),
  ...['unit', 'area', 'nature', 'consumption_nature'],
];

/** Items as lines of a table, with the same members in each. */
export function mixRecords(terms: MixTerms, area: string): (row: MixRow) => Item {
  const write = parisWriter();
  const powers = powersOf(terms);
  return (row) => ({
    date: write(row.at),
    consumption: meanIn(terms.unit, row.load.sum, row.load.count),
    ...each(powers, (name) => meanIn(terms.unit, row.powers[name].sum, row.powers[name].count)),
    co2_g_per_kwh: meanOf(row.co2),
    ...(!isGrid(terms.resolution) && { partial: false, ...extentOf(row, terms) }),
    unit: terms.unit,
    area,
    nature: row.nature,
    consumption_nature: row.loadNature,
  });
}

/** Means and energies over the range; null of what never was a number. */
export function mixSummary({ load, powers, co2 }: MixTotals, { unit, range }: MixTerms): Item {
  const produced = SOURCE_COLUMNS.reduce((sum, name) => sum + powers[name].sum, 0);
  const figures = ({ sum, count }: Total): Item | null =>
    count === 0 ? null : { average: meanIn(unit, sum, count), energy_mwh: energyOf(sum, range.step), count };
  const share = ({ sum }: Total): Item => ({ share: produced === 0 ? null : rounded(sum / produced) });
  return {
    consumption: figures(load),
    by_source: each(SOURCE_COLUMNS, (name) => {
      const told = figures(powers[name]);
      return told && { ...told, ...share(powers[name]) };
    }),
    pumping: figures(powers.pumping),
    battery: each(BATTERY_FLOWS, (flow) => figures(powers[`battery_${flow}`])),
    exchanges: each(EXCHANGES, (border) => figures(powers[`exchange_${border}`])),
    co2: co2.count === 0 ? null : co2Summary(co2),
  };
}

const co2Summary = ({ min, max, loadWeighted, ...total }: Co2): Item => ({
  mean: meanOf(total),
  load_weighted: loadWeighted === null ? null : rounded(loadWeighted),
  min,
  max,
  count: total.count,
});
