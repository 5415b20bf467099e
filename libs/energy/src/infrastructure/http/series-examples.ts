/** Examples for the documentation: the night of 2018 when the clock went back. */
export const HEAD = {
  unit: 'W',
  area: 'FR',
  resolution: 'PT30M',
  timezone: 'Europe/Paris',
  start: '2018-10-28T00:00:00+02:00',
  end: '2018-10-28T23:30:00+01:00',
  bounds: '[]',
  count: 48,
  expected: 50,
  coverage: 0.96,
  natures: { definitive: 48 },
  freshness: {
    generation: 7,
    run_id: 12,
    published_at: '2026-11-21T04:00:03.000Z',
    last_point_at: '2019-12-31T23:30:00+01:00',
  },
  source: {
    name: 'éCO2mix',
    publisher: 'RTE',
    licence: 'Licence Ouverte 2.0',
    attribution: 'Source : RTE, éCO2mix',
    synthetic: false,
  },
};

export const GAPS = [
  {
    from: '2018-10-28T02:00:00+01:00',
    to: '2018-10-28T02:30:00+01:00',
    slots: 2,
    reason: 'not_published_by_source',
  },
];

const POINT = { date: '2018-10-28T00:00:00+02:00', consumption: 50_000_000_000, nature: 'definitive' };
const HIGHEST = { date: '2018-10-28T19:00:00+01:00', consumption: 61_000_000_000 };
const LOWEST = { date: '2018-10-28T05:00:00+01:00', consumption: 44_000_000_000 };

export const CONSUMPTION = { ...HEAD, data: [POINT], gaps: GAPS };
export const AVERAGE = {
  ...HEAD,
  average: 52_672_750_000,
  min: LOWEST,
  max: HIGHEST,
  energy_mwh: 1_264_146,
  gaps: GAPS,
};
export const PEAKS = { ...HEAD, data: [{ rank: 1, ...HIGHEST, nature: 'definitive' }], gaps: GAPS };
export const DURATION_CURVE = {
  ...HEAD,
  percentiles: [{ percent: 50, consumption: 52_000_000_000 }],
  thresholds: [{ mw: 60_000, hours_above: 1.5, hours_at_or_above: 1.5 }],
  curve: [
    { percent: 0, consumption: 61_000_000_000 },
    { percent: 100, consumption: 44_000_000_000 },
  ],
  gaps: GAPS,
};
export const MISSING = { ...HEAD, missing: 2, by_reason: { not_published_by_source: 2 }, gaps: GAPS };

const SIDE = {
  start: '2018-02-01T00:00:00+01:00',
  end: '2018-03-01T00:00:00+01:00',
  bounds: '[)',
  average: 74_000_000_000,
  energy_mwh: 49_728_000,
  count: 1344,
  expected: 1344,
  coverage: 1,
  natures: { definitive: 1344 },
};
export const YEAR_ON_YEAR = {
  ...HEAD,
  current: SIDE,
  previous: { ...SIDE, start: '2017-02-01T00:00:00+01:00', end: '2017-03-01T00:00:00+01:00', average: 64_000_000_000 },
  difference: 10_000_000_000,
  difference_percent: 15.625,
};

const figures = (average: number, share?: number): object => ({
  average,
  energy_mwh: average / 1_000_000,
  ...(share !== undefined && { share }),
  count: 2,
});

const BORDERS = { england: -2_000_000_000, spain: 0, italy: -1_500_000_000, switzerland: -500_000_000 };

export const MIX = {
  ...HEAD,
  summary: {
    consumption: figures(65_000_000_000),
    by_source: { nuclear: figures(50_000_000_000, 0.714286), wind: figures(20_000_000_000, 0.285714), thermal: null },
    pumping: figures(-900_000_000),
    battery: { charging: null, discharging: null },
    exchanges: { physical: figures(-4_000_000_000) },
    co2: { mean: 32, load_weighted: 33.5, min: 16, max: 64, count: 2 },
  },
  data: [
    {
      date: '2018-10-28T00:00:00+02:00',
      nature: 'definitive',
      consumption: 65_000_000_000,
      consumption_nature: 'definitive',
      sources: { nuclear: 50_000_000_000, wind: 20_000_000_000, thermal: null },
      pumping: -900_000_000,
      battery: { charging: null, discharging: null },
      exchanges: { physical: -4_000_000_000, ...BORDERS, germany_belgium: 0 },
      co2_g_per_kwh: 32,
    },
  ],
  gaps: GAPS,
};
