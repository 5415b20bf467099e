import { freshDatabase } from '../support/database';
import {
  at,
  FRANCE,
  LAST_REAL_TIME,
  paris,
  type Point,
  type SeriesAnswer,
  type SeriesItem,
  slotsBetween,
  storeEnergy,
  UNPUBLISHED,
} from '../support/energy-points';
import { type Served, serveTerritory } from '../support/territory';

const sum = (points: readonly Point[]): number => points.reduce((total, { mw }) => total + mw, 0);
const round = (value: number, decimals = 6): number => Number(value.toFixed(decimals));
const mean = (points: readonly Point[]): number => round(sum(points) / points.length);

describe('reads of the consumption', () => {
  let api: Served;

  beforeAll(async () => {
    api = await serveTerritory(freshDatabase());
    await storeEnergy(api);
  }, 120_000);

  afterAll(async () => {
    await api.close();
  });

  async function ask(path: string, query: Record<string, unknown>): Promise<SeriesAnswer> {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const { statusCode, body } = await api.get(`${path}?${search.toString()}`);
    expect([statusCode, body.slice(0, 300)]).toEqual([200, expect.any(String)]);
    return JSON.parse(body) as SeriesAnswer;
  }
  const list = (query: Record<string, unknown>): Promise<SeriesAnswer> => ask('/consumption', { unit: 'MW', ...query });
  const average = (query: Record<string, unknown>): Promise<SeriesAnswer> =>
    ask('/consumption/average', { unit: 'MW', ...query });

  /** What is stored from one instant to another, the second one not included. */
  const stored = (from: string, until: string, step = 1800): Point[] =>
    FRANCE.filter((point) => point.at >= at(from) && point.at < at(until) && point.at % step === 0);
  const dayAfter = (day: string): string => paris(at(`${day}T12:00:00Z`) + 86_400).slice(0, 10);
  const midnight = (day: string): string =>
    [`${day}T00:00:00+01:00`, `${day}T00:00:00+02:00`].find((text) => paris(at(text)) === text)!;
  const ofDay = (day: string, step?: number): Point[] => stored(midnight(day), midnight(dayAfter(day)), step);

  it('answers one slot in watts', async () => {
    const first = FRANCE.find((point) => point.at === at('2025-01-01T00:00:00+01:00'))!;
    const answer = await ask('/consumption', { start: '2025-01-01T00:00', end: '2025-01-01T00:00' });
    expect(answer).toEqual({
      ...{ unit: 'W', area: 'FR', resolution: 'PT30M', timezone: 'Europe/Paris', bounds: '[]' },
      start: '2025-01-01T00:00:00+01:00',
      end: '2025-01-01T00:00:00+01:00',
      ...{ count: 1, expected: 1, coverage: 1, natures: { real_time: 1 } },
      freshness: {
        generation: 3,
        run_id: null,
        published_at: '2026-11-21T04:00:00.000Z',
        last_point_at: LAST_REAL_TIME,
      },
      source: {
        name: 'éCO2mix',
        publisher: 'RTE',
        licence: 'Licence Ouverte 2.0',
        attribution: 'Source : RTE, éCO2mix',
        synthetic: false,
      },
      data: [{ date: '2025-01-01T00:00:00+01:00', consumption: first.mw * 1_000_000, nature: 'real_time' }],
      gaps: [],
    });
  });

  it.each(['2017', '2018', '2019', '2025'])('averages the first days of %s', async (year) => {
    const [start, end] = [`${year}-01-01T06:00`, `${year}-01-03T17:00`];
    const closed = stored(`${start}:00+01:00`, `${year}-01-03T17:30:00+01:00`);
    expect(await average({ start, end })).toMatchObject({ average: mean(closed), count: 119, expected: 119 });
    const open = closed.slice(0, -1);
    expect(await average({ start, end, bounds: '[)' })).toMatchObject({ average: mean(open), count: 118 });
    const inWatts = await ask('/consumption/average', { start, end });
    expect(inWatts.average).toBeCloseTo((sum(closed) / 119) * 1e6, 3);
    expect(inWatts.energy_mwh).toBe(sum(closed) / 2);
  });

  it('averages quarters, where there are any', async () => {
    const quarters = stored('2025-01-01T06:00:00+01:00', '2025-01-03T17:15:00+01:00', 900);
    const asked = { start: '2025-01-01T06:00', end: '2025-01-03T17:00', resolution: 'PT15M' };
    expect(quarters).toHaveLength(237);
    expect(await average(asked)).toMatchObject({ average: mean(quarters), count: 237, energy_mwh: sum(quarters) / 4 });
  });

  it.each([
    'start=2018-01-01T06:00:00%2B01:00&end=2018-01-03T17:00:00%2B01:00',
    'start=2018-01-01T06:00:00+01:00&end=2018-01-03T17:00:00+01:00',
    'start=2018-01-01T05:00:00Z&end=2018-01-03T16:00:00Z',
    'start=2018-01-01T06:00:00&end=2018-01-03T17:00',
    'start=2018-01-01%2006:00&end=2018-01-03+17:00:00.000',
    'start=2018-01-01T06:00%2B0100&end=2018-01-03T17:00%2B01',
    'start=2018-01-01T05:59:59&end=2018-01-03T17:29:59',
  ])('understands %s', async (query) => {
    const { body } = await api.get(`/consumption/average?${query}&unit=MW`);
    const expected = mean(stored('2018-01-01T06:00:00+01:00', '2018-01-03T17:30:00+01:00'));
    expect(JSON.parse(body)).toMatchObject({ average: expected, count: 119 });
  });

  it.each(['2018-03-25', '2019-03-31', '2017-03-26', '2025-03-30'])('has 46 slots on %s', async (day) => {
    const answer = await list({ start: day, end: day });
    expect(answer).toMatchObject({ count: 46, expected: 46, coverage: 1, gaps: [] });
    expect(answer.data).toEqual(
      ofDay(day).map((point) => ({ date: paris(point.at), consumption: point.mw, nature: point.nature })),
    );
  });

  it.each(['2018-10-28', '2019-10-27', '2017-10-29'])('lacks two of the 50 slots of %s', async (day) => {
    const answer = await list({ start: day, end: day });
    expect(answer).toMatchObject({ count: 48, expected: 50, coverage: 0.96, end: `${day}T23:30:00+01:00` });
    expect(answer.data).toHaveLength(48);
    expect(answer.gaps).toEqual([
      {
        from: `${day}T02:00:00+01:00`,
        to: `${day}T02:30:00+01:00`,
        slots: 2,
        reason: 'not_published_by_source',
      },
    ]);
    expect((await average({ start: day, end: day })).average).toBe(mean(ofDay(day)));
  });

  it('takes an ambiguous time for its first occurrence at the start, its last at the end', async () => {
    const answer = await list({ start: '2018-10-28T02:00', end: '2018-10-28T02:00' });
    expect(answer).toMatchObject({
      start: '2018-10-28T02:00:00+02:00',
      end: '2018-10-28T02:00:00+01:00',
      expected: 3,
      count: 2,
    });
  });

  it('means over local hours', async () => {
    const hours = async (day: string): Promise<readonly SeriesItem[]> =>
      (await list({ start: day, end: day, resolution: 'PT1H' })).data;
    const [october, march] = [await hours('2018-10-28'), await hours('2018-03-25')];
    expect([october.length, march.length]).toEqual([24, 23]);
    const of = (data: readonly SeriesItem[], date: string): SeriesItem | undefined =>
      data.find((hour) => hour.date === date);
    const second = stored('2018-10-28T02:00:00+02:00', '2018-10-28T03:00:00+02:00');
    expect(of(october, '2018-10-28T02:00:00+02:00')).toMatchObject({
      consumption: mean(second),
      count: 2,
      expected: 2,
    });
    expect(of(october, '2018-10-28T02:00:00+01:00')).toBeUndefined();
    const dates = march.map((hour) => hour.date);
    expect(dates.slice(1, 3)).toEqual(['2018-03-25T01:00:00+01:00', '2018-03-25T03:00:00+02:00']);
  });

  it('means over local days, and says which the range cuts', async () => {
    const { data } = await list({ start: '2018-01-01T06:00', end: '2018-01-03T17:00', resolution: 'P1D' });
    const days = [
      stored('2018-01-01T06:00:00+01:00', '2018-01-02T00:00:00+01:00'),
      ofDay('2018-01-02'),
      stored('2018-01-03T00:00:00+01:00', '2018-01-03T17:30:00+01:00'),
    ];
    expect(data).toEqual(
      days.map((points, i) => ({
        date: `2018-01-0${i + 1}T00:00:00+01:00`,
        consumption: mean(points),
        min: Math.min(...points.map(({ mw }) => mw)),
        max: Math.max(...points.map(({ mw }) => mw)),
        energy_mwh: sum(points) / 2,
        ...{ count: points.length, expected: points.length, nature: 'definitive' },
        ...(i !== 1 && { partial: true }),
      })),
    );
  });

  it('means over local months and years', async () => {
    const { data } = await list({ start: '2019-01-01', end: '2019-12-31', resolution: 'P1M' });
    expect(data).toHaveLength(12);
    const month = (number: string, next: string): Point[] =>
      stored(midnight(`2019-${number}-01`), midnight(`2019-${next}-01`));
    expect(data[2]).toMatchObject({ consumption: mean(month('03', '04')), count: 1486, expected: 1486 });
    expect(data[9]).toMatchObject({ consumption: mean(month('10', '11')), count: 1488, expected: 1490 });
    const years = await list({ start: '2017-01-01', end: '2025-12-31', resolution: 'P1Y' });
    expect(years.data.map((year) => [year.date.slice(0, 4), year.count, year.nature])).toEqual([
      ['2017', 17_518, 'definitive'],
      ['2018', 17_518, 'definitive'],
      ['2019', 17_518, 'definitive'],
      ['2025', stored('2025-01-01T00:00:00+01:00', '2026-01-01T00:00:00+01:00').length, 'real_time'],
    ]);
  });

  it('tiles: what a long range has, its parts have', async () => {
    for (const [start, cut, end] of [
      ['2019-03-30', '2019-03-31T03:30', '2019-04-02'],
      ['2017-10-28', '2017-10-29T02:30', '2017-10-31'],
    ]) {
      const [whole, left, right] = await Promise.all([
        list({ start, end, bounds: '[)' }),
        list({ start, end: `${cut}:00+02:00`, bounds: '[)' }),
        list({ start: `${cut}:00+02:00`, end, bounds: '[)' }),
      ]);
      expect([...left.data, ...right.data]).toEqual(whole.data);
      expect(left.expected + right.expected).toBe(whole.expected);
    }
  });

  it('averages a year: extremes with the earliest of equals, energy of what is measured', async () => {
    const points = stored(midnight('2018-01-01'), midnight('2019-01-01'));
    const [low, high] = [Math.min(...points.map(({ mw }) => mw)), Math.max(...points.map(({ mw }) => mw))];
    const first = (wanted: number): object => ({
      date: paris(points.find(({ mw }) => mw === wanted)!.at),
      consumption: wanted,
    });
    expect(points.filter(({ mw }) => mw === low || mw === high).length).toBeGreaterThan(2);
    expect(await average({ start: '2018-01-01', end: '2018-12-31' })).toMatchObject({
      ...{ count: 17_518, expected: 17_520, coverage: round(17_518 / 17_520) },
      average: mean(points),
      min: first(low),
      max: first(high),
      energy_mwh: sum(points) / 2,
    });
  });

  it.each(['desc', 'asc'])('ranks peaks, %s', async (order) => {
    const points = stored(midnight('2017-01-01'), midnight('2018-01-01'));
    const turn = order === 'desc' ? 1 : -1;
    const ranked = points.toSorted((a, b) => turn * (b.mw - a.mw) || a.at - b.at);
    const told = (best: Point[]): object[] =>
      best.map((point, i) => ({ rank: i + 1, date: paris(point.at), consumption: point.mw, nature: point.nature }));
    const asked = { start: '2017-01-01', end: '2017-12-31', unit: 'MW', order };
    expect((await ask('/consumption/peaks', { ...asked, limit: 50 })).data).toEqual(told(ranked.slice(0, 50)));
    expect((await ask('/consumption/peaks', asked)).data).toHaveLength(20);
    const days = new Map<string, Point>();
    for (const point of ranked)
      if (!days.has(paris(point.at).slice(0, 10))) days.set(paris(point.at).slice(0, 10), point);
    const daily = await ask('/consumption/peaks', { ...asked, limit: 50, per: 'day' });
    expect(daily.data).toEqual(told([...days.values()].slice(0, 50)));
  });

  it('tells the duration curve', async () => {
    const loads = stored(midnight('2018-01-01'), midnight('2019-01-01'))
      .map(({ mw }) => mw)
      .sort((a, b) => b - a);
    const exceeded = (percent: number): number => {
      const place = (percent / 100) * (loads.length - 1);
      const [above, below] = [loads[Math.floor(place)]!, loads[Math.ceil(place)]!];
      return above + (below - above) * (place - Math.floor(place));
    };
    const answer = await ask('/consumption/duration-curve', {
      ...{ start: '2018-01-01', end: '2018-12-31', unit: 'MW', percentiles: '1,10,50', points: 5 },
      thresholds_mw: `70000,${loads[100]!}`,
    });
    for (const [i, percent] of [1, 10, 50].entries()) {
      expect(answer.percentiles[i]!.percent).toBe(percent);
      expect(answer.percentiles[i]!.consumption).toBeCloseTo(exceeded(percent), 4);
    }
    const hours = (holds: (mw: number) => boolean): number => loads.filter(holds).length / 2;
    expect(answer['thresholds']).toEqual(
      [70_000, loads[100]!].map((mw) => ({
        mw,
        hours_above: hours((value) => value > mw),
        hours_at_or_above: hours((value) => value >= mw),
      })),
    );
    expect(answer.curve.map((point) => point.percent)).toEqual([0, 25, 50, 75, 100]);
    expect(answer.curve[0]!.consumption).toBe(loads[0]);
    expect(answer.curve[4]!.consumption).toBe(loads.at(-1));
  });

  it('compares with the year before', async () => {
    const answer = await ask('/consumption/year-on-year', { start: '2018-02-01', end: '2018-02-28', unit: 'MW' });
    const now = stored(midnight('2018-02-01'), midnight('2018-03-01'));
    const before = stored(midnight('2017-02-01'), midnight('2017-03-01'));
    expect(answer).toMatchObject({
      current: {
        start: '2018-02-01T00:00:00+01:00',
        end: '2018-03-01T00:00:00+01:00',
        average: mean(now),
        count: 1344,
      },
      previous: { start: '2017-02-01T00:00:00+01:00', average: mean(before), energy_mwh: sum(before) / 2, coverage: 1 },
      difference: round(sum(now) / now.length - sum(before) / before.length),
      difference_percent: round(100 * (sum(now) / now.length / (sum(before) / before.length) - 1)),
    });
    const alone = await ask('/consumption/year-on-year', { start: '2017-02-01', end: '2017-02-28' });
    expect(alone).toMatchObject({ previous: { average: null, count: 0 }, difference: null, difference_percent: null });
  });

  it('tells why quarters are missing', async () => {
    const answer = await list({ start: '2018-01-02', end: '2018-01-02', resolution: 'PT15M' });
    expect(answer).toMatchObject({ count: 48, expected: 96, coverage: 0.5 });
    expect(new Set(answer.gaps.map((gap) => gap.reason))).toEqual(new Set(['half_hourly_source']));
  });

  it('tells what is missing, and why', async () => {
    const recent = await ask('/consumption/gaps', { start: '2025-07-25', end: '2025-07-27' });
    expect(recent).toMatchObject({ expected: 144, missing: 113, by_reason: { not_yet_published: 113 } });
    expect(recent.gaps).toEqual([
      { from: '2025-07-25T15:30:00+02:00', to: '2025-07-27T23:30:00+02:00', slots: 113, reason: 'not_yet_published' },
    ]);
    expect(recent['unit']).toBe('W');
    expect((await ask('/consumption/gaps', { start: '2025-06-01', end: '2025-06-01' }))['by_reason']).toEqual({
      blank_at_source: 2,
    });
    const after = await ask('/consumption/gaps', { start: UNPUBLISHED, end: '2025-07-28T00:30', resolution: 'PT15M' });
    expect(after['by_reason']).toEqual({ not_yet_published: 1, not_loaded: 3 });
  });

  it('answers a range without any value', async () => {
    const asked = { start: '2020-01-01', end: '2024-12-31' };
    const nothing = await ask('/consumption/gaps', asked);
    expect(nothing).toMatchObject({ count: 0, coverage: 0, missing: 87_696, by_reason: { not_loaded: 87_696 } });
    expect(nothing.gaps).toHaveLength(1);
    expect(await list(asked)).toMatchObject({ count: 0, data: [], gaps: [{ slots: 87_696 }] });
    expect(await average(asked)).toMatchObject({ average: null, min: null, max: null, energy_mwh: null, count: 0 });
    const curve = await ask('/consumption/duration-curve', { ...asked, percentiles: '50' });
    expect(curve.percentiles).toEqual([{ percent: 50, consumption: null }]);
    expect((await ask('/consumption/peaks', asked)).data).toEqual([]);
    expect(await list({ start: '2018-01-01T00:05', end: '2018-01-01T00:10' })).toMatchObject({
      expected: 0,
      coverage: null,
      gaps: [],
    });
  });

  it('keeps only the natures asked, and tells the others from what is missing', async () => {
    const asked = { start: '2025-02-02', end: '2025-02-04' };
    expect((await list(asked))['natures']).toEqual({ real_time: 48, consolidated: 96 });
    const answer = await list({ ...asked, nature: 'consolidated' });
    expect(answer).toMatchObject({ count: 96, expected: 144, natures: { consolidated: 96 } });
    expect(answer.gaps).toMatchObject([{ slots: 48, reason: 'other_nature', from: '2025-02-02T00:00:00+01:00' }]);
    expect((await list({ ...asked, nature: 'consolidated,real_time' })).count).toBe(144);
    expect(await list({ ...asked, gaps: false })).not.toHaveProperty('gaps');
  });

  it('gives a slot the same value, whatever the range it is asked in', async () => {
    const slots = slotsBetween('2018-10-27T20:00:00+02:00', '2018-10-28T06:00:00+01:00');
    const whole = await list({ start: '2018-10-01', end: '2018-10-31' });
    const known = new Map(whole.data.map((point) => [point.date, point]));
    for (const slot of slots) {
      const one = await list({ start: paris(slot), end: paris(slot) });
      expect(one.data).toEqual(known.has(paris(slot)) ? [known.get(paris(slot))] : []);
    }
  });
});
