import { freshDatabase } from '../support/database';
import {
  at,
  FRANCE,
  isStored,
  MIX,
  type Mix,
  paris,
  REGIONAL_DAY,
  regionLoad,
  REGIONS,
  type SeriesAnswer,
  storeEnergy,
} from '../support/energy-points';
import { type Served, serveTerritory } from '../support/territory';

interface MixAnswer extends SeriesAnswer {
  readonly summary: Readonly<Record<string, unknown>>;
}

const round = (value: number, decimals = 6): number => Number(value.toFixed(decimals));
const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

describe('the mix, the areas and how far they go', () => {
  let api: Served;

  beforeAll(async () => {
    api = await serveTerritory(freshDatabase());
    await storeEnergy(api);
  }, 120_000);

  afterAll(async () => {
    await api.close();
  });

  async function ask(path: string, query: Record<string, unknown> = {}, status = 200): Promise<MixAnswer> {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const { statusCode, body } = await api.get(`${path}?${search.toString()}`);
    expect([statusCode, body.slice(0, 300)]).toEqual([status, expect.any(String)]);
    return JSON.parse(body) as MixAnswer;
  }
  const days = { start: '2025-01-10', end: '2025-01-11', unit: 'MW' };
  const halves = MIX.filter((row) => row.at % 1800 === 0);
  const loadAt = (slot: number): number => FRANCE.find((point) => point.at === slot)!.mw;

  const item = (row: Mix): object => ({
    date: paris(row.at),
    nature: 'real_time',
    consumption: loadAt(row.at),
    consumption_nature: 'real_time',
    sources: {
      ...{ oil: null, coal: null, gas: row.gas, nuclear: row.nuclear, wind: row.wind, solar: null },
      ...{ hydro: null, bioenergy: null, thermal: null },
    },
    pumping: row.pumping,
    battery: { charging: null, discharging: null },
    exchanges: {
      ...{ physical: row.exchange_physical, england: null, spain: null, italy: null },
      ...{ switzerland: null, germany_belgium: null },
    },
    co2_g_per_kwh: row.co2,
  });

  it('lists the slots by source', async () => {
    const answer = await ask('/mix', days);
    expect(answer).toMatchObject({
      area: 'FR',
      unit: 'MW',
      count: 96,
      expected: 96,
      natures: { real_time: 96 },
      gaps: [],
    });
    expect(answer.data).toEqual(halves.map(item));
    expect((await ask('/mix', { ...days, resolution: 'PT15M' })).data).toEqual(MIX.map(item));
    const [watts] = (await ask('/mix', { ...days, unit: 'W' })).data;
    expect(watts).toMatchObject({ sources: { nuclear: halves[0]!.nuclear * 1e6 }, co2_g_per_kwh: halves[0]!.co2 });
  });

  it('adds the parts of the sources on demand', async () => {
    const [first] = (await ask('/mix', { ...days, detail: true })).data;
    expect(Object.keys(first!['detail'] as object)).toHaveLength(15);
    expect(first!['detail']).toMatchObject({ gas_turbine: 50, gas_combined_cycle: null });
  });

  it('sums up', async () => {
    const { summary } = await ask('/mix', days);
    const produced = sumOf(halves.map((row) => row.nuclear + (row.wind ?? 0) + row.gas));
    const figures = (values: readonly number[]): object => ({
      average: round(sumOf(values) / values.length),
      energy_mwh: sumOf(values) / 2,
      count: values.length,
    });
    const source = (values: readonly number[]): object => ({
      ...figures(values),
      share: round(sumOf(values) / produced),
    });
    expect(summary['consumption']).toEqual(figures(halves.map((row) => loadAt(row.at))));
    expect(summary['by_source']).toEqual({
      ...{ oil: null, coal: null, solar: null, hydro: null, bioenergy: null, thermal: null },
      gas: source(halves.map(({ gas }) => gas)),
      nuclear: source(halves.map(({ nuclear }) => nuclear)),
      wind: source(present(halves.map(({ wind }) => wind))),
    });
    expect(summary['pumping']).toEqual(figures(halves.map(({ pumping }) => pumping)));
    expect(summary['exchanges']).toMatchObject({
      physical: figures(halves.map((row) => row.exchange_physical)),
      spain: null,
    });
    const emitting = halves.filter(({ co2 }) => co2 !== null);
    const co2 = present(halves.map((row) => row.co2));
    expect(summary['co2']).toEqual({
      mean: round(sumOf(co2) / co2.length),
      load_weighted: round(
        sumOf(emitting.map((row) => row.co2! * loadAt(row.at))) / sumOf(emitting.map((row) => loadAt(row.at))),
      ),
      ...{ min: Math.min(...co2), max: Math.max(...co2), count: co2.length },
    });
  });

  it('means over local days', async () => {
    const { data } = await ask('/mix', { ...days, end: '2025-01-11T11:30', resolution: 'P1D' });
    const second = halves.filter(
      (row) => row.at >= at('2025-01-11T00:00:00+01:00') && row.at <= at('2025-01-11T11:30:00+01:00'),
    );
    const wind = present(second.map((row) => row.wind));
    expect(data).toHaveLength(2);
    expect(data[1]).toMatchObject({
      ...{ date: '2025-01-11T00:00:00+01:00', count: 24, expected: 24, partial: true, nature: 'real_time' },
      consumption: round(sumOf(second.map((row) => loadAt(row.at))) / 24),
      sources: {
        nuclear: round(sumOf(second.map(({ nuclear }) => nuclear)) / 24),
        wind: round(sumOf(wind) / wind.length),
      },
      pumping: round(sumOf(second.map(({ pumping }) => pumping)) / 24),
    });
    expect(data[0]).not.toHaveProperty('partial');
  });

  it('goes out in lines, all of the same members', async () => {
    const asked = new URLSearchParams({ ...days, format: 'csv' }).toString();
    const lines = (await api.get(`/mix?${asked}`)).body.trim().split('\r\n');
    expect(lines).toHaveLength(97);
    expect(lines[0]).toContain('date,consumption,oil,coal,gas,nuclear,wind,');
    const cells = new Map(lines[0]!.split(',').map((name, i) => [name, lines[1]!.split(',')[i]]));
    const first = halves[0]!;
    expect([...['date', 'nuclear', 'oil', 'unit', 'area'].map((name) => cells.get(name))]).toEqual([
      ...[paris(first.at), String(first.nuclear), '', 'MW', 'FR'],
    ]);
    const ndjson = await api.get(`/mix?${asked.replace('csv', 'ndjson')}&detail=true&resolution=PT1H`);
    const [hour] = ndjson.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(hour).toMatchObject({ date: '2025-01-10T00:00:00+01:00', gas_turbine: 50, count: 2, partial: false });
  });

  it('tells what is missing of the mix', async () => {
    const answer = await ask('/mix', { start: '2025-01-12', end: '2025-01-12' });
    expect(answer).toMatchObject({ count: 0, data: [], summary: { consumption: null, co2: null } });
    expect(answer.gaps).toMatchObject([{ slots: 48, reason: 'blank_at_source' }]);
  });

  it('lists the areas with what is stored of each', async () => {
    const { data, meta } = await ask('/areas', { sort: 'code' });
    expect(meta).toEqual({ limit: 20, has_more: false, total: 13 });
    const codes = data.map((area) => String(area['code']));
    expect(codes).toEqual(codes.toSorted());
    const counts = { definitive: 0, consolidated: 0, real_time: 0 };
    for (const { nature } of FRANCE) counts[nature]++;
    const france = {
      ...{ code: 'FR', insee_code: null, name: 'France', kind: 'country', has_mix: true },
      first_at: paris(FRANCE[0]!.at),
      last_at: paris(FRANCE.at(-1)!.at),
      count: FRANCE.length,
      natures: counts,
    };
    expect(data[0]).toEqual(france);
    for (const code of ['FR', 'fr']) expect(await ask(`/areas/${code}`)).toEqual(france);
    const bretagne = { code: 'FR-BRE', insee_code: '53', count: 47, has_mix: false, natures: { definitive: 47 } };
    for (const code of ['53', 'fr-bre']) expect(await ask(`/areas/${code}`)).toMatchObject(bretagne);
    expect(await ask('/areas', { kind: 'region', limit: 5 })).toMatchObject({ meta: { total: 12, has_more: true } });
  });

  it('asks for areas that exist', async () => {
    expect(await ask('/areas/FR-BRR', {}, 404)).toMatchObject({
      type: '/problems/energy.area-not-found',
      detail: expect.stringContaining('FR-BRE') as string,
    });
    expect(await ask('/areas/53/consistency', { start: '2018-06-01', end: '2018-06-01' }, 404)).toMatchObject({
      type: '/problems/energy.area-undivided',
    });
    expect(await ask('/areas/FR/consistency', { start: '2018-06-01' }, 400)).toMatchObject({
      type: '/problems/energy.parameter-missing',
    });
  });

  it('compares the country with its regions', async () => {
    const whole = REGIONAL_DAY.filter((slot) => REGIONS.every((region) => isStored(region, slot)));
    const sums = whole.map((slot) => sumOf(REGIONS.map((region) => regionLoad(region, slot))));
    const differences = whole.map((slot, i) => sums[i]! - loadAt(slot));
    expect(whole).toHaveLength(47);
    expect(await ask('/areas/FR/consistency', { start: '2018-06-01', end: '2018-06-02' })).toMatchObject({
      ...{ area: 'FR', unit: 'MW', start: '2018-06-01T00:00:00+02:00', end: '2018-06-02T23:30:00+02:00' },
      ...{ regions_present: 12, slots_compared: 47 },
      max_abs_difference_mw: Math.max(...differences.map(Math.abs)),
      mean_difference_mw: round(sumOf(differences) / 47),
      regions_average: round(sumOf(sums) / 47),
      national_average: round(
        sumOf(
          FRANCE.filter(
            (point) =>
              point.at >= REGIONAL_DAY[0]! && point.at < REGIONAL_DAY[0]! + 2 * 86_400 && point.at % 1800 === 0,
          ).map(({ mw }) => mw),
        ) / 96,
      ),
    });
    expect(await ask('/areas/FR/consistency', { start: '2018-07-01', end: '2018-07-01' })).toMatchObject({
      ...{ regions_present: 0, slots_compared: 0, max_abs_difference_mw: null, regions_average: null },
    });
  });

  it('serves regions as it does the country', async () => {
    const answer = await ask('/consumption', { start: '2018-06-01', end: '2018-06-01', area: '53', unit: 'MW' });
    expect(answer).toMatchObject({
      area: 'FR-BRE',
      count: 47,
      expected: 48,
      gaps: [{ slots: 1, reason: 'not_loaded' }],
    });
    expect(answer.data[0]?.consumption).toBe(regionLoad(53, REGIONAL_DAY[1]!));
  });

  it('says on the status page how far the series go', async () => {
    const { consumption } = await ask('/status.json');
    const lag = (Date.now() - Date.parse('2025-07-25T15:15:00+02:00')) / 1000;
    expect(consumption).toEqual([
      {
        area: 'FR',
        nature: 'real_time',
        last_point_at: '2025-07-25T15:15:00+02:00',
        lag_seconds: expect.any(Number) as number,
      },
      {
        area: 'FR',
        nature: 'definitive',
        last_point_at: '2019-12-31T23:30:00+01:00',
        lag_seconds: expect.any(Number) as number,
      },
    ]);
    const [first] = consumption as { readonly lag_seconds: number }[];
    expect(Math.abs(first!.lag_seconds - lag)).toBeLessThan(60);
    expect((await api.get('/status')).body).toContain('2025-07-25T15:15:00+02:00');
  });

  it('never shows made-up data as published by RTE', async () => {
    await api.query('UPDATE load_coverage SET synthetic = true');
    for (const path of ['/consumption', '/mix', '/areas/FR/consistency'])
      expect((await ask(path, { start: '2018-06-01', end: '2018-06-01' }))['source']).toEqual({
        name: 'éCO2mix',
        publisher: 'Hexagone',
        attribution: expect.stringContaining('non par RTE') as string,
        synthetic: true,
      });
  });
});
