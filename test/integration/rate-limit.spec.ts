import { Database } from '@hexagone/platform';
import { DataSource } from 'typeorm';
import { connectionOptions } from '../../libs/platform/src/database/connection-options';
import { SharedWindows } from '../../libs/platform/src/http/rate-limit/shared-windows';
import type { Taken } from '../../libs/platform/src/http/rate-limit/window';
import { freshDatabase, type FreshDatabase } from '../support/database';

const window = { permits: 100, seconds: 60 };
const passed = (taken: readonly Taken[]): number => taken.filter((one) => 'remaining' in one).length;

describe('permits that all processes share', () => {
  let at: FreshDatabase;
  let database: Database;
  let windows: SharedWindows;

  /** Lets that much time pass for every key. */
  const later = (seconds: number): Promise<unknown> =>
    database.query('UPDATE rate_limit SET tat = tat - make_interval(secs => $1)', [seconds]);

  beforeAll(async () => {
    at = await freshDatabase();
    const options = { ...connectionOptions(at.url, []), poolSize: 8 };
    database = new Database({ connect: () => new DataSource(options).initialize() });
    windows = new SharedWindows(database);
    await Promise.all(Array.from({ length: 8 }, () => database.query('SELECT pg_sleep(0.1)')));
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });

  it('are exactly as many as there are, of 250 that ask at once over eight connections', async () => {
    const taken = await Promise.all(Array.from({ length: 250 }, () => windows.take('crowd', window, 1)));
    expect(database.sessions?.total).toBe(8);
    expect(passed(taken)).toBe(100);
  });

  it('tell how many are left, and how long to wait for as many as are wanted', async () => {
    expect(await windows.take('one', window, 10)).toEqual({ remaining: 90 });
    for (let n = 80; n >= 0; n -= 10) await windows.take('one', window, 10);
    expect(await windows.take('one', window, 10)).toEqual({ wait: expect.closeTo(6, 0) });
    await later(5);
    expect(await windows.take('one', window, 10)).toEqual({ wait: expect.closeTo(1, 0) });
    await later(1);
    expect(await windows.take('one', window, 10)).toEqual({ remaining: 0 });
  });

  it('come back to where they were when they are given back', async () => {
    for (const key of ['a', 'b']) await windows.take(key, window, 10);
    await windows.giveBack([
      { key: 'b', seconds: 5.4 },
      { key: 'a', seconds: 0.6 },
      { key: 'nobody', seconds: 1 },
    ]);
    expect(await windows.take('a', window, 1)).toEqual({ remaining: 90 });
    expect(await windows.take('b', window, 1)).toEqual({ remaining: 98 });
  });

  it('are forgotten once all are there again, and not before', async () => {
    await windows.take('old', window, 1);
    await later(1);
    await windows.take('new', window, 10);
    await windows.sweep();
    const { rows } = await database.query<{ key: string }>(`SELECT key FROM rate_limit WHERE key IN ('old', 'new')`);
    expect(rows).toEqual([{ key: 'new' }]);
  });

  it('cost no write-ahead log', async () => {
    const { rows } = await database.query(`SELECT relpersistence FROM pg_class WHERE relname = 'rate_limit'`);
    expect(rows).toEqual([{ relpersistence: 'u' }]);
  });
});
