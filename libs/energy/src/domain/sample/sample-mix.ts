import { FRANCE } from '../areas';
import type { MixColumn } from '../mix-columns';
import { type Instant, wallAt } from '../paris-time';
import { chance } from '@hexagone/kernel';
import { drift, jitter } from './noise';
import { coldness } from './sample-load';

const HOUR = 3600;
const DAY = 24 * HOUR;
const QUARTER = 900;
const NUCLEAR_REGIONS = new Set([24, 28, 32, 44, 75, 76, 84]);

export type SampleMix = Partial<Record<MixColumn, number>>;

export interface SamplePoint {
  readonly seed: number;
  readonly area: number;
  readonly instant: Instant;
  /** MW. */
  readonly load: number;
  /** National files since 2023: batteries, wind on land and at sea. */
  readonly recent: boolean;
}

/** Whole MW of `share` of the load. */
const part = ({ load }: SamplePoint, share: number): number => Math.max(0, Math.round(load * share));

const weather = ({ seed, area, instant }: SamplePoint, series: number, hours: number): number =>
  drift(seed, 1000 * series + area, instant, hours * HOUR);

/** From 0 at dusk to 1 at a noon of midsummer. */
function sunshine(point: SamplePoint): number {
  const hour = (wallAt(point.instant) % DAY) / HOUR;
  const length = 12.2 - 3.8 * coldness(point.instant);
  const height = Math.cos((Math.PI * (hour - 13.2)) / length);
  const isDay = Math.abs(hour - 13.2) < length / 2;
  return isDay ? Math.max(0, height) * (0.75 - 0.3 * coldness(point.instant)) * (0.4 + 0.6 * weather(point, 1, 8)) : 0;
}

function storage(point: SamplePoint): SampleMix {
  const hour = (wallAt(point.instant) % DAY) / HOUR;
  const pumping = hour < 6 || (hour > 12 && hour < 16) ? -part(point, 0.03 * weather(point, 2, 4)) : 0;
  if (!point.recent) return { pumping };
  const charging = chance(point.seed, 3, point.instant / QUARTER);
  return {
    pumping,
    battery_charging: -Math.round(40 * charging),
    battery_discharging: Math.round(30 * (1 - charging)),
  };
}

const sum = (values: SampleMix): number => Object.values(values).reduce((total, value) => total + value, 0);

/** What the sources and the stores leave to the neighbours, within a MW. */
const balance = ({ seed, area, instant, load }: SamplePoint, rest: number): number =>
  load - rest + jitter(seed, 4000 + area, instant / QUARTER, 1);

function regionalMix(point: SamplePoint): SampleMix {
  const sources: SampleMix = {
    thermal: part(point, 0.03 + 0.05 * weather(point, 5, 30)),
    ...(NUCLEAR_REGIONS.has(point.area) && { nuclear: part(point, 1.1 + 0.5 * weather(point, 6, 200)) }),
    wind: part(point, 0.3 * weather(point, 7, 9) ** 2),
    solar: part(point, 0.25 * sunshine(point)),
    hydro: part(point, 0.02 + 0.1 * weather(point, 8, 40)),
    bioenergy: part(point, 0.012),
  };
  const { pumping = 0 } = storage({ ...point, recent: false });
  return { ...sources, pumping, exchange_physical: balance(point, sum(sources) + pumping) };
}

type Sources = 'oil' | 'coal' | 'gas' | 'nuclear' | 'wind' | 'solar' | 'hydro' | 'bioenergy';

function nationalSources(point: SamplePoint): Readonly<Record<Sources, number>> {
  const cold = (1 + coldness(point.instant)) / 2;
  return {
    oil: part(point, 0.002),
    coal: part(point, 0.004 * cold),
    gas: part(point, 0.02 + 0.08 * cold * weather(point, 5, 30)),
    nuclear: part(point, 0.66 + 0.08 * weather(point, 6, 200)),
    wind: part(point, 0.35 * weather(point, 7, 9) ** 2),
    solar: part(point, 0.25 * sunshine(point)),
    hydro: part(point, 0.07 + 0.09 * weather(point, 8, 40)),
    bioenergy: part(point, 0.018),
  };
}

/** Cuts a whole into parts: their shares, the last takes what is left. */
function cut(whole: number, columns: readonly MixColumn[], shares: readonly number[]): SampleMix {
  const cuts: SampleMix = {};
  let left = whole;
  columns.forEach((column, index) => {
    const share = shares[index];
    const taken = share === undefined ? left : Math.round(whole * share);
    cuts[column] = taken;
    left -= taken;
  });
  return cuts;
}

function details({ oil, gas, hydro, bioenergy, wind }: Readonly<Record<Sources, number>>, recent: boolean): SampleMix {
  return {
    ...cut(oil, ['oil_turbine', 'oil_cogeneration', 'oil_other'], [0.1, 0.4]),
    ...cut(gas, ['gas_turbine', 'gas_cogeneration', 'gas_combined_cycle', 'gas_other'], [0.02, 0.28, 0.68]),
    ...cut(hydro, ['hydro_run_of_river', 'hydro_lake', 'hydro_pumped_storage'], [0.55, 0.35]),
    ...cut(bioenergy, ['bioenergy_waste', 'bioenergy_biomass', 'bioenergy_biogas'], [0.35, 0.4]),
    ...(recent && cut(wind, ['wind_onshore', 'wind_offshore'], [0.92])),
  };
}

const BORDERS = [
  'exchange_england',
  'exchange_spain',
  'exchange_italy',
  'exchange_switzerland',
  'exchange_germany_belgium',
] as const;

/** g of CO2 per kWh, by fuel. */
const carbon = ({ oil, coal, gas, bioenergy }: Readonly<Record<Sources, number>>, load: number): number =>
  Math.round((777 * oil + 986 * coal + 429 * gas + 494 * bioenergy) / load);

function nationalMix(point: SamplePoint): SampleMix {
  const sources = nationalSources(point);
  const stores = storage(point);
  const physical = balance(point, sum(sources) + sum(stores));
  return {
    ...sources,
    ...stores,
    exchange_physical: physical,
    ...cut(physical, BORDERS, [0.2, 0.15, 0.2, 0.15]),
    co2_g_per_kwh: carbon(sources, point.load),
    ...details(sources, point.recent),
  };
}

/** Sources, stores and exchanges that meet the load within 2 MW; a region without nuclear power has no such number. */
export const sampleMix = (point: SamplePoint): SampleMix =>
  point.area === FRANCE.id ? nationalMix(point) : regionalMix(point);
