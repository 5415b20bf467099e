import { Generations } from '@hexagone/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../support/database';
import { FRANCE, paris, storeEnergy } from '../support/energy-points';
import { type Answer, type Served, serveTerritory } from '../support/territory';

interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly parameter: string; readonly code: string; readonly detail: string }[];
}

describe('answers about the consumption', () => {
  let url: string;
  let api: Served;

  beforeAll(async () => {
    const database = await freshDatabase();
    ({ url } = database);
    api = await serveTerritory(Promise.resolve(database));
    await storeEnergy(api);
  }, 120_000);

  afterAll(async () => {
    await api.close();
  });

  const get = (
    path: string,
    query: Record<string, string> | string,
    headers?: Record<string, string>,
  ): Promise<Answer> => api.get(`${path}?${new URLSearchParams(query).toString()}`, headers);

  async function refused(path: string, query: Record<string, string> | string, language = 'en'): Promise<Problem> {
    const { statusCode, headers, body } = await get(path, query, { 'accept-language': language });
    expect([statusCode, headers['content-type']]).toEqual([400, expect.stringContaining('application/problem+json')]);
    return JSON.parse(body) as Problem;
  }
  const faultsOf = ({ errors = [] }: Problem): string[] => errors.map(({ parameter, code }) => `${parameter} ${code}`);

  describe('that are refused', () => {
    const day = { start: '2018-01-02', end: '2018-01-02' };

    it.each([
      ['energy.parameter-missing', 'end', { start: '2018-01-02' }],
      ['energy.parameter-missing', 'start', { end: '2018-01-02' }],
      ['energy.instant-invalid', 'start', { ...day, start: '13/01/2025' }],
      ['energy.instant-invalid', 'end', { ...day, end: '2025-02-30' }],
      ['energy.instant-invalid', 'end', { ...day, end: '2100-01-01' }],
      ['energy.instant-invalid', 'start', { ...day, start: '1995-12-31' }],
      ['energy.local-time-nonexistent', 'start', { start: '2018-03-25T02:30', end: '2018-03-26' }],
      ['energy.start-after-end', 'end', { start: '2018-01-03', end: '2018-01-02' }],
      ['energy.range-empty', 'end', { ...day, bounds: '[)' }],
      ['energy.area-unknown', 'area', { ...day, area: 'XX' }],
      ['energy.resolution-unknown', 'resolution', { ...day, resolution: 'PT5M' }],
      ['energy.unit-unknown', 'unit', { ...day, unit: 'kW' }],
      ['energy.bounds-unknown', 'bounds', { ...day, bounds: '()' }],
      ['energy.nature-unknown', 'nature', { ...day, nature: 'definitive,final' }],
    ])('one fault is a problem of its own: %s of %s', async (code, parameter, query: Record<string, string>) => {
      const problem = await refused('/consumption', query);
      expect(problem.type).toBe(`/problems/${code}`);
      expect(faultsOf(problem)).toEqual([`${parameter} ${code}`]);
      expect(problem.detail).toContain(parameter);
    });

    it('several are told together, with the names that nobody knows', async () => {
      const problem = await refused('/consumption', {
        from: '2018-01-02',
        end: '13/01/2025',
        area: 'FR-BRR',
        limit: '3',
      });
      expect(problem.type).toBe('/problems/platform.invalid-parameters');
      expect(faultsOf(problem).sort()).toEqual([
        'area energy.area-unknown',
        'end energy.instant-invalid',
        'from unknown',
        'limit unknown',
        'start energy.parameter-missing',
      ]);
      const twice = await refused('/consumption', { start: '2018-01-03', end: '2018-01-02', unit: 'GW' });
      expect(faultsOf(twice).sort()).toEqual(['end energy.start-after-end', 'unit energy.unit-unknown']);
    });

    it('says what is nearest, and what exists around a skipped hour, in both languages', async () => {
      const skipped = { start: '2018-03-25T02:30', end: '2018-03-26' };
      for (const [language, word] of [
        ['en', 'does not exist'],
        ['fr', "n'existe pas"],
      ] as const) {
        const { detail } = await refused('/consumption', skipped, language);
        for (const part of [word, '2018-03-25T01:30:00+01:00', '2018-03-25T03:30:00+02:00'])
          expect(detail).toContain(part);
      }
      expect((await refused('/consumption', { ...day, area: 'FR-BRR' })).detail).toContain('did you mean FR-BRE?');
      expect((await refused('/consumption', { ...day, nature: 'definitif' }, 'fr')).detail).toContain('definitive');
    });

    it.each([
      ['/consumption/average', 'resolution', { resolution: 'P1D' }, 'energy.resolution-unknown'],
      ['/consumption/peaks', 'limit', { limit: '0' }, 'not-a-whole-number'],
      ['/consumption/peaks', 'order', { order: 'up' }, 'not-a-choice'],
      ['/consumption/duration-curve', 'percentiles', { percentiles: '1,101' }, 'not-a-list-of-numbers'],
      ['/consumption/duration-curve', 'thresholds_mw', { thresholds_mw: '1e9' }, 'not-a-list-of-numbers'],
      ['/consumption/duration-curve', 'points', { points: '1' }, 'not-a-whole-number'],
      ['/consumption/year-on-year', 'years_back', { years_back: '0' }, 'not-a-whole-number'],
      ['/consumption/year-on-year', 'years_back', { years_back: '23' }, 'energy.instant-invalid'],
      ['/consumption/gaps', 'unit', { unit: 'MW' }, 'unknown'],
      ['/mix', 'detail', { detail: 'yes' }, 'not-a-flag'],
    ])('%s refuses a wrong %s', async (path, parameter, query: Record<string, string>, code) => {
      expect(faultsOf(await refused(path, { ...day, ...query }))).toEqual([`${parameter} ${code}`]);
    });

    it('a JSON document has at most 100 000 items, whatever is stored', async () => {
      const long = { start: '2017-01-01', end: '2025-07-27' };
      for (const path of ['/consumption', '/mix']) {
        const problem = await refused(path, long);
        expect([problem.type, ...faultsOf(problem)]).toEqual([
          '/problems/energy.range-too-long',
          'end energy.range-too-long',
        ]);
        expect(problem.detail).toContain('ndjson');
      }
      expect((await get('/consumption', { ...long, resolution: 'P1D' })).statusCode).toBe(200);
      expect((await get('/consumption/average', long)).statusCode).toBe(200);
    });

    it('a JSON document has at most 100 000 gaps', async () => {
      await api.query(`INSERT INTO load_point (area_id, at, mw, nature, run_id)
        SELECT 11, at, 1, 3, 7 FROM generate_series('2012-01-01Z'::timestamptz, '2017-12-31Z', '30 minutes') AS at`);
      const quarters = { area: '11', start: '2012-01-01', end: '2017-12-31', resolution: 'PT15M' };
      for (const path of ['/consumption/average', '/consumption/gaps']) {
        const problem = await refused(path, quarters);
        expect([problem.type, ...faultsOf(problem)]).toEqual([
          '/problems/energy.range-too-long',
          'end energy.range-too-long',
        ]);
        expect(problem.detail).toContain('gaps=false');
        expect((await get(path, { ...quarters, gaps: 'false' })).statusCode).toBe(200);
      }
      const { body } = await get('/consumption/gaps', { ...quarters, gaps: 'false' });
      expect(JSON.parse(body)).toMatchObject({ by_reason: { half_hourly_source: expect.any(Number) as number } });
      expect(JSON.parse(body)).not.toHaveProperty('gaps');
    });
  });

  describe('in lines', () => {
    const years = { start: '2017-01-01', end: '2019-12-31' };
    const definitive = FRANCE.filter(({ nature }) => nature === 'definitive');

    it('are as many as there are points', async () => {
      const { headers, body } = await get('/consumption', { ...years, format: 'csv' });
      expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
      const lines = body.split('\r\n');
      expect(lines).toHaveLength(1 + 52_554 + 1);
      expect(lines[0]).toBe('date,consumption,unit,area,nature');
      expect(lines.slice(1, -1)).toEqual(definitive.map((p) => `${paris(p.at)},${p.mw}000000,W,FR,definitive`));
      const accepted = await get('/consumption', years, { accept: 'application/x-ndjson' });
      expect(
        accepted.body
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ).toEqual(
        definitive.map((p) => ({
          date: paris(p.at),
          consumption: p.mw * 1e6,
          unit: 'W',
          area: 'FR',
          nature: 'definitive',
        })),
      );
    });

    it('can be means, or none', async () => {
      const months = await get('/consumption', { ...years, format: 'csv', resolution: 'P1M', unit: 'MW' });
      const lines = months.body.trim().split('\r\n');
      expect(lines[0]).toBe('date,consumption,min,max,energy_mwh,count,expected,partial,unit,area,nature');
      expect(lines).toHaveLength(37);
      const json = JSON.parse((await get('/consumption', { ...years, resolution: 'P1M', unit: 'MW' })).body) as {
        data: Record<string, unknown>[];
      };
      const { date, consumption, min, max, energy_mwh: energy } = json.data[9]!;
      expect(lines[10]).toBe(`${[date, consumption, min, max, energy].join(',')},1488,1490,false,MW,FR,definitive`);
      const none = await get('/consumption', { start: '2020-01-01', end: '2020-12-31', format: 'csv' });
      expect(none.body).toBe('date,consumption,unit,area,nature\r\n');
    });

    it('cost nothing where nobody reads them', async () => {
      const path = `/consumption?${new URLSearchParams({ ...years, format: 'ndjson' }).toString()}`;
      const head = await api.call('HEAD', path);
      expect([head.statusCode, head.body]).toEqual([200, '']);
      await api.leave(path);
      const cursors = `SELECT count(*)::integer AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in %'`;
      for (let tries = 0; tries < 40; tries++) {
        const [row] = await api.query<{ open: number }>(cursors);
        if (row?.open === 0) return;
        await sleep(50);
      }
      throw new Error('A cursor stayed open');
    });
  });

  describe('that are kept', () => {
    it('for a day when all that is expected is definitive, else for a minute', async () => {
      const kept = async (query: Record<string, string>): Promise<unknown> =>
        (await get('/consumption', query)).headers['cache-control'];
      const say = (seconds: number): string => `public, max-age=${seconds}, stale-while-revalidate=60`;
      expect(await kept({ start: '2018-01-02', end: '2018-01-02' })).toBe(say(86_400));
      expect(await kept({ start: '2018-01-02', end: '2018-01-02', format: 'csv' })).toBe(say(86_400));
      expect(await kept({ start: '2018-10-28', end: '2018-10-28' })).toBe(say(60));
      expect(await kept({ start: '2025-01-02', end: '2025-01-02' })).toBe(say(60));
    });

    it('are the same until the data change', async () => {
      const query = { start: '2018-01-02', end: '2018-01-02' };
      const first = await get('/consumption', query);
      const tag = String(first.headers['etag']);
      const again = await get('/consumption', query, { 'if-none-match': tag });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect((await api.get('/consumption/?end=2018-01-02&start=2018-01-02')).body).toBe(first.body);
      await api.service.app.get(Generations).touch('eco2mix');
      const changed = await get('/consumption', query, { 'if-none-match': tag });
      expect(changed.statusCode).toBe(200);
      expect(changed.headers['etag']).not.toBe(tag);
      expect((JSON.parse(changed.body) as { freshness: { generation: number } }).freshness.generation).toBe(4);
    });
  });

  it.each([
    ['German', 'America/New_York'],
    ['SQL, DMY', 'Asia/Kathmandu'],
    ['Postgres', 'Europe/Paris'],
  ])('do not depend on a base of date style %s in %s', async (style, zone) => {
    const paths = [
      '/consumption?start=2018-01-01T06:00&end=2018-01-03T17:00&resolution=P1D',
      '/consumption/average?start=2018-01-01T06:00&end=2018-01-03T17:00',
      '/consumption/peaks?start=2018-01-01&end=2018-12-31&per=day',
      '/mix?start=2025-01-10&end=2025-01-10&resolution=PT1H',
      '/areas/FR',
      '/areas/FR/consistency?start=2018-06-01&end=2018-06-01',
    ];
    const bodies = async (served: Served): Promise<string[]> =>
      Promise.all(paths.map(async (path) => (await served.get(path)).body));
    const usual = await bodies(api);
    await api.query(`DO $$ BEGIN
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET datestyle TO %s', current_user, current_database(), '${style}');
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET timezone TO %L', current_user, current_database(), '${zone}');
    END $$`);
    const other = await serveTerritory(Promise.resolve({ url, close: () => Promise.resolve() }));
    try {
      expect(await other.query('SHOW timezone')).toEqual([{ TimeZone: zone }]);
      expect((await other.query<{ DateStyle: string }>('SHOW datestyle'))[0]?.DateStyle).toContain(style.slice(0, 3));
      expect(await bodies(other)).toEqual(usual);
    } finally {
      await other.close();
    }
  });
});
