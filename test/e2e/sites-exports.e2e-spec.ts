import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { listService, type ListService } from '../support/listed-sites';

const ROWS = 20_000;
/** More than what the sockets between the two ends hold. */
const SITES = `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, efficiency)
  SELECT 'IT', repeat('😀', 190) || i, date '2026-01-03' + 7 * (i % 4), i % 100, 0, i % 7 FROM generate_series(1, ${ROWS}) i`;

const HELD = `SELECT count(*)::integer AS held FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    AND xact_start IS NOT NULL`;

describe('exports of many sites', () => {
  let service: ListService;
  let origin: string;
  const held = async (): Promise<number> => (await service.sql<{ held: number }>(HELD))[0]?.held ?? -1;

  beforeAll(async () => {
    service = await listService();
    await service.sql(SITES);
    origin = await service.listen();
  }, 120_000);

  afterAll(async () => {
    await service.close();
  });

  it.each(['id', '-efficiency', 'name'])('hold every row once, by %s', async (sort) => {
    const { body } = await request(`${origin}/sites?format=ndjson&sort=${sort}&fields=id`);
    const lines = (await body.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS);
    expect(new Set(lines).size).toBe(ROWS);
  });

  const until = async (sessions: number): Promise<number> => {
    for (let tries = 0; tries < 250 && (await held()) !== sessions; tries++) await sleep(20);
    return held();
  };

  it.each(['csv', 'ndjson'])(
    'wait for their reader, and let go of the connection when it leaves: %s',
    async (format) => {
      const { body } = await request(`${origin}/sites?format=${format}`);
      body.once('error', () => undefined);
      await once(body, 'readable');
      await sleep(200);
      expect(await until(1)).toBe(1);
      body.destroy();
      expect(await until(0)).toBe(0);
    },
  );

  it('are those of one moment', async () => {
    const { body } = await request(`${origin}/sites?format=ndjson`);
    await once(body, 'readable');
    await service.sql(`UPDATE sites SET name = 'changed' WHERE id > ${ROWS - 100}`);
    expect(await body.text()).not.toContain('changed');
  });

  it('begin with a problem where they cannot begin', async () => {
    const { statusCode, headers } = await request(`${origin}/groups/77/sites?format=csv`);
    expect([statusCode, headers['content-type']]).toEqual([404, expect.stringContaining('problem+json')]);
    expect(await until(0)).toBe(0);
  });
});
