import { Database } from '@hexagone/platform';
import type { Served } from './territory';

/*
 * A made-up world of consumption, and what a reader of it should find, worked out anew: local times come from the zone
 * database of Node, not from the code under test.
 */

export interface Point {
  /** Seconds of the epoch. */
  readonly at: number;
  readonly mw: number;
  readonly nature: 'real_time' | 'consolidated' | 'definitive';
}

const RANK = { real_time: 1, consolidated: 2, definitive: 3 };
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** `2018-10-28T02:30:00+01:00` */
export function paris(at: number): string {
  const wall = PARIS.format(new Date(at * 1000)).replace(' ', 'T');
  const hours = Math.round((Date.parse(`${wall}Z`) / 1000 - at) / 3600);
  return `${wall}+0${hours}:00`;
}

/** The seconds of `2018-10-28T02:30:00+01:00`. */
export const at = (text: string): number => Date.parse(text) / 1000;

export const slotsBetween = (from: string, until: string, step = 1800): number[] =>
  Array.from({ length: (at(until) - at(from)) / step }, (_, i) => at(from) + i * step);

/** Whole and uneven: neighbours and years differ; the extremes come several times. */
const load = (slot: number): number =>
  Math.min(80_000, Math.max(30_020, 30_000 + ((Math.floor(slot / 900) * 7919) % 50_021)));

/** The second 02:00-02:59 of the last Sunday of October, which no file has. */
const isUnpublished = (slot: number): boolean =>
  paris(slot).slice(11, 13) === '02' && paris(slot - 3600).slice(11, 13) === '02';

const YEARS = [2017, 2018, 2019];
export const LAST_REAL_TIME = '2025-07-25T15:15:00+02:00';
export const UNPUBLISHED = '2025-07-27T23:45:00+02:00';

const definitive = slotsBetween('2017-01-01T00:00:00+01:00', '2020-01-01T00:00:00+01:00')
  .filter((slot) => !isUnpublished(slot))
  .map((slot): Point => ({ at: slot, mw: load(slot), nature: 'definitive' }));

/** Half-hours of two days that came again, better. */
const isConsolidated = (slot: number): boolean =>
  slot % 1800 === 0 && ['2025-02-03', '2025-02-04'].includes(paris(slot).slice(0, 10));

const realTime = slotsBetween('2025-01-01T00:00:00+01:00', '2025-07-25T15:30:00+02:00', 900)
  .filter((slot) => !paris(slot).startsWith('2025-06-01T12'))
  .map((slot): Point => ({ at: slot, mw: load(slot), nature: isConsolidated(slot) ? 'consolidated' : 'real_time' }));

/** Of the country. */
export const FRANCE: readonly Point[] = [...definitive, ...realTime];

const SPANS = [
  ...YEARS.map((year) => [
    3,
    `${year}-01-01T00:00:00+01:00`,
    `${year}-12-31T23:45:00+01:00`,
    `${year}-12-31T23:30:00+01:00`,
  ]),
  [1, '2025-01-01T00:00:00+01:00', UNPUBLISHED, LAST_REAL_TIME],
];

export const REGIONS = [11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93];
/** A day of which all regions are stored, but for one slot of one of them. */
export const REGIONAL_DAY = slotsBetween('2018-06-01T00:00:00+02:00', '2018-06-02T00:00:00+02:00');
export const regionLoad = (region: number, slot: number): number => Math.floor(load(slot) / 12) + (region % 5);
export const isStored = (region: number, slot: number): boolean => region !== 53 || slot !== REGIONAL_DAY[0];

const MIX_DAYS = slotsBetween('2025-01-10T00:00:00+01:00', '2025-01-12T00:00:00+01:00', 900);
export interface Mix {
  readonly at: number;
  readonly nuclear: number;
  readonly wind: number | null;
  readonly gas: number;
  readonly gas_turbine: number;
  readonly pumping: number;
  readonly exchange_physical: number;
  readonly co2: number | null;
}
export const MIX: readonly Mix[] = MIX_DAYS.map((slot, i) => ({
  at: slot,
  nuclear: load(slot) - 9_000,
  wind: i % 7 === 0 ? null : 5_000 + (i % 11),
  gas: 2_000 + (i % 3),
  gas_turbine: 50,
  pumping: 0 - (i % 5) * 100,
  exchange_physical: -3_000 - i,
  co2: i % 13 === 0 ? null : 20 + (i % 40),
}));

const POINTS = `INSERT INTO load_point (area_id, at, mw, nature, run_id)
  SELECT $1, to_timestamp(s), mw, nature, 7 FROM unnest($2::bigint[], $3::integer[], $4::smallint[]) AS t(s, mw, nature)`;
const MIX_POINTS = `INSERT INTO mix_point (area_id, at, nuclear, wind, gas, gas_turbine, pumping, exchange_physical, co2_g_per_kwh, nature, run_id)
  SELECT 0, to_timestamp(at), nuclear, wind, gas, gas_turbine, pumping, exchange_physical, co2, 1, 7
  FROM json_to_recordset($1) AS t(at float8, nuclear integer, wind integer, gas integer, gas_turbine integer, pumping integer, exchange_physical integer, co2 integer)`;
const COVERAGE = `INSERT INTO load_coverage (area_id, nature, first_at, last_at, last_value_at, run_id) VALUES (0, $1, $2, $3, $4, 7)`;

/** Fills the tables as if files had been imported. */
export async function storeEnergy({ service }: Pick<Served, 'service'>): Promise<void> {
  const database = service.app.get(Database);
  const store = (area: number, points: readonly Point[]): Promise<unknown> =>
    database.query(POINTS, [
      ...[area, points.map((point) => point.at), points.map(({ mw }) => mw)],
      points.map(({ nature }) => RANK[nature]),
    ]);
  await store(0, FRANCE);
  for (const region of REGIONS) {
    const slots = REGIONAL_DAY.filter((slot) => isStored(region, slot));
    await store(
      region,
      slots.map((slot) => ({ at: slot, mw: regionLoad(region, slot), nature: 'definitive' })),
    );
  }
  for (const span of SPANS) await database.query(COVERAGE, span);
  await database.query(MIX_POINTS, [JSON.stringify(MIX)]);
  await database.query(`ANALYZE load_point, mix_point`);
  await database.query(`INSERT INTO dataset (name, generation, changed_at) VALUES ('eco2mix', 3, '2026-11-21T04:00:00Z')
    ON CONFLICT (name) DO UPDATE SET generation = 3, changed_at = excluded.changed_at`);
}

/** What the series answer, as far as tests look into it. */
export interface SeriesItem {
  readonly date: string;
  readonly consumption: number;
  readonly nature: string;
  readonly count?: number;
  readonly [member: string]: unknown;
}
export interface Share {
  readonly percent: number;
  readonly consumption: number | null;
}
export interface SeriesAnswer {
  readonly data: readonly SeriesItem[];
  readonly gaps: readonly {
    readonly from: string;
    readonly to: string;
    readonly slots: number;
    readonly reason: string;
  }[];
  readonly count: number;
  readonly expected: number;
  readonly average: number | null;
  readonly energy_mwh: number | null;
  readonly percentiles: readonly Share[];
  readonly curve: readonly Share[];
  readonly [member: string]: unknown;
}
