import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { eco2mixText, generatedLoad } from '../support/eco2mix-files';
import { type EnergySpine, openEnergy } from '../support/energy-spine';

const QUESTION = readFileSync(resolve('docs/sql/average-consumption.sql'), 'utf8');
const FIRST = Date.parse('2018-01-01T05:00Z');
const HALF_HOURS = 119;

/** Worked out by what made the file, not by the table. */
const expected = (): number => {
  const loads = Array.from({ length: HALF_HOURS }, (_, index) =>
    generatedLoad(new Date(FIRST + index * 1_800_000).toISOString()),
  );
  return loads.reduce((sum, mw) => sum + mw, 0) / HALF_HOURS;
};

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

describe('docs/sql/average-consumption.sql', () => {
  let energy: EnergySpine;
  beforeAll(async () => {
    energy = await openEnergy();
    await others('2014-01-01Z', '2017-12-31T22:45Z');
    await energy.load(eco2mixText({ days: ['2018-01-01', '2018-01-05'] }));
    await others('2018-01-05T23:00Z', '2021-01-01Z');
  });
  afterAll(() => energy.close());

  /** Half-hours of the same load, before and after those asked for. */
  const others = (from: string, to: string): Promise<object[]> =>
    energy.rows(
      `INSERT INTO load_point (area_id, at, mw, nature, run_id)
       SELECT 0, at, 50000, 3, 0 FROM generate_series($1::timestamptz, $2::timestamptz, '30 minutes') AS at`,
      [from, to],
    );

  const within = async <T>(options: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: energy.url, options });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const asked = (client: Client): Promise<{ rows: { average_mw: string; half_hours: string }[] }> =>
    client.query(QUESTION);

  it.each(['UTC', 'America/New_York', 'Asia/Kathmandu'])(
    'means the same to a session in %s, whatever its dates',
    async (zone) => {
      const styles = {
        'ISO,DMY': 'ISO, DMY',
        'ISO,MDY': 'ISO, MDY',
        'ISO,YMD': 'ISO, YMD',
        SQL: 'SQL, ',
        German: 'German, ',
        Postgres: 'Postgres, ',
      };
      for (const [style, shown] of Object.entries(styles)) {
        await within(`-c datestyle=${style} -c timezone=${zone}`, async (client) => {
          const { rows } = await client.query<{ DateStyle: string }>('SHOW datestyle');
          expect(rows[0]?.DateStyle).toContain(shown);
          const [found] = (await asked(client)).rows;
          expect(Number(found?.average_mw)).toBeCloseTo(expected(), 6);
          expect(found?.half_hours).toBe(String(HALF_HOURS));
        });
      }
    },
  );

  it('reads the index alone, a few pages of it', async () => {
    await energy.rows('VACUUM ANALYZE load_point');
    const plan = await within('', async (client) => {
      // A session's first look at an index also reads where its root is.
      await asked(client);
      const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${QUESTION}`,
      );
      return rows[0]?.['QUERY PLAN'][0]?.Plan;
    });
    const scan = plan?.Plans?.[0];
    expect(scan?.['Node Type']).toBe('Index Only Scan');
    expect((scan?.['Shared Hit Blocks'] ?? 99) + (scan?.['Shared Read Blocks'] ?? 99)).toBeLessThanOrEqual(5);
  });
});
