import { DomainError, problem } from '@hexagone/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../libs/platform/src/database/database';
import type { Author } from '../../libs/sites/src/application/site-writes';
import { Countries } from '../../libs/sites/src/domain/countries';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { PostgresSiteWrites } from '../../libs/sites/src/infrastructure/persistence/postgres-site-writes';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';

const AUTHOR: Author = { actor: 'account:7', requestId: 'r-1' };
const TAKEN = problem('test.taken', 'conflict', { en: 'taken', fr: 'pris' });

const FRENCH = `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
  VALUES ('FR', $1, $2, 10, 1, 0.8)`;

describe('a write of sites and groups', () => {
  let at: FreshDatabase;
  let database: Database;
  let writes: PostgresSiteWrites;
  beforeAll(async () => {
    at = await freshDatabase();
    database = openDatabase(at.url);
    writes = new PostgresSiteWrites(database, new Countries(PACKS));
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE sites, groups, site_changes RESTART IDENTITY CASCADE');
    await database.query(`INSERT INTO groups (name, type) VALUES ('a', 'group1'), ('b', 'group1'), ('c', 'group1')`);
  });

  const install = (name: string, day: string): Promise<unknown> => database.query(FRENCH, [name, day]);
  const nest = (parent: number, child: number): Promise<unknown> =>
    database.query('INSERT INTO group_children VALUES ($1, $2)', [parent, child]);
  const names = async (): Promise<readonly string[]> =>
    (await database.query<{ name: string }>('SELECT name FROM sites ORDER BY name')).rows.map(({ name }) => name);
  const isTaken = async (day: string): Promise<boolean> =>
    (await database.query('SELECT FROM sites WHERE installation_date = $1', [day])).rowCount > 0;

  /** By a session that has no part in the transaction at hand. */
  const installElsewhere = async (name: string, day: string): Promise<void> => {
    const other = openDatabase(at.url);
    await other.query(FRENCH, [name, day]);
    await other.close();
  };

  it('is attributed to its author, and the next one is not', async () => {
    await writes.run(AUTHOR, 'rows', () => install('mine', '2026-11-20'));
    await writes.run({ actor: 'cli', requestId: null }, 'rows', () => install('of the command line', '2026-11-21'));
    await install('of nobody', '2026-11-22');
    const { rows } = await database.query(
      `SELECT actor, request_id FROM site_changes WHERE entity = 'site' ORDER BY id`,
    );
    expect(rows).toEqual([
      { actor: 'account:7', request_id: 'r-1' },
      { actor: 'cli', request_id: null },
      { actor: expect.stringMatching(/^database:\w+$/), request_id: null },
    ]);
  });

  it('keeps nothing when it fails', async () => {
    const failing = writes.run(AUTHOR, 'rows', async () => {
      await install('lost', '2026-11-20');
      throw new Error('too late');
    });
    await expect(failing).rejects.toThrow('too late');
    expect(await names()).toEqual([]);
  });

  it('that met a constraint sees what the other one wrote when it runs again', async () => {
    let attempts = 0;
    const second = writes.run(AUTHOR, 'rows', async () => {
      attempts += 1;
      if (await isTaken('2026-11-20')) throw new DomainError(TAKEN, { en: 'taken', fr: 'pris' });
      if (attempts === 1) await installElsewhere('first', '2026-11-20');
      await install('second', '2026-11-20');
    });
    await expect(second).rejects.toMatchObject({ code: 'test.taken' });
    expect(attempts).toBe(2);
    expect(await names()).toEqual(['first']);
  });

  it.each([
    ['sites.french-day-taken', 'conflict', FRENCH, ['g', '2026-11-20']],
    ['sites.power-range-inverted', 'rule-broken', 'UPDATE sites SET min_power_megawatt = 11', []],
    ['platform.invalid-document', 'rule-broken', `UPDATE sites SET name = ' '`, []],
    ['platform.invalid-document', 'rule-broken', 'UPDATE sites SET useful_energy_at_1_megawatt = NULL', []],
    ['sites.unknown-country', 'rule-broken', `UPDATE sites SET country = 'DE', useful_energy_at_1_megawatt = NULL`, []],
    ['sites.group-not-found', 'not-found', 'INSERT INTO site_groups VALUES (1, 99)', []],
    ['sites.site-not-found', 'not-found', 'INSERT INTO site_groups VALUES (99, 1)', []],
    ['sites.group-not-found', 'not-found', 'INSERT INTO group_children VALUES (1, 99)', []],
    ['sites.group-cycle', 'conflict', 'INSERT INTO group_children VALUES (1, 2), (2, 1)', []],
  ])('that insists is refused with %s', async (code, kind, sql, parameters) => {
    await install('f', '2026-11-20');
    let attempts = 0;
    const insisting = writes.run(AUTHOR, 'graph', () => {
      attempts += 1;
      return database.query(sql, parameters);
    });
    await expect(insisting).rejects.toMatchObject({ code, kind });
    expect(attempts).toBe(4);
    expect(await names()).toEqual(['f']);
  });

  it('that dies in a deadlock runs again', async () => {
    await install('one', '2026-11-20');
    await install('two', '2026-11-21');
    let attempts = 0;
    const both = (first: number, second: number): Promise<void> =>
      writes.run(AUTHOR, 'rows', async () => {
        attempts += 1;
        await database.query('UPDATE sites SET name = name || $2 WHERE id = $1', [first, first]);
        await sleep(100);
        await database.query('UPDATE sites SET name = name || $2 WHERE id = $1', [second, first]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(attempts).toBe(3);
    for (const name of await names()) expect(name).toMatch(/^(one|two)(12|21)$/);
  });

  it('that is always in the way of another one says that the database is busy', async () => {
    let attempts = 0;
    const hopeless = writes.run(AUTHOR, 'rows', () => {
      attempts += 1;
      return database.query(`DO $$ BEGIN RAISE deadlock_detected; END $$`);
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40P01' });
    expect(attempts).toBe(4);
  });

  it('leaves the transaction around it alive', async () => {
    await database.run(async () => {
      await database.query(`INSERT INTO groups (name, type) VALUES ('around', 'group1')`);
      await install('f', '2026-11-20');
      const refused = writes.run(AUTHOR, 'rows', () => install('g', '2026-11-20'));
      await expect(refused).rejects.toMatchObject({ code: 'sites.french-day-taken' });
      await writes.run(AUTHOR, 'rows', () => install('h', '2026-11-21'));
    });
    expect(await names()).toEqual(['f', 'h']);
    expect((await database.query(`SELECT FROM groups WHERE name = 'around'`)).rowCount).toBe(1);
  });

  it('goes with the transaction around it', async () => {
    const around = database.run(async () => {
      await writes.run(AUTHOR, 'rows', () => install('f', '2026-11-20'));
      throw new Error('too late');
    });
    await expect(around).rejects.toThrow('too late');
    expect(await names()).toEqual([]);
  });

  it('is rehearsed to the end, and leaves nothing', async () => {
    const answer = writes.rehearse(AUTHOR, 'rows', async () => {
      await install('f', '2026-11-20');
      return names();
    });
    expect(await answer).toEqual(['f']);
    expect(await names()).toEqual([]);
    expect((await database.query(`SELECT FROM site_changes WHERE entity = 'site'`)).rowCount).toBe(0);
    await install('f', '2026-11-20');
    const refused = writes.rehearse(AUTHOR, 'rows', () => install('g', '2026-11-20'));
    await expect(refused).rejects.toMatchObject({ code: 'sites.french-day-taken' });
  });

  it('makes links side by side, and waits while the graph changes shape', async () => {
    const trace: string[] = [];
    const step = (name: string) => async (): Promise<void> => {
      trace.push(`${name} begins`);
      await sleep(150);
      trace.push(`${name} ends`);
    };
    const graph = writes.run(AUTHOR, 'graph', step('graph'));
    await sleep(50);
    await Promise.all([graph, writes.run(AUTHOR, 'links', step('link')), writes.run(AUTHOR, 'links', step('link'))]);
    expect(trace).toEqual(['graph begins', 'graph ends', 'link begins', 'link begins', 'link ends', 'link ends']);
  });

  it('lets no cycle in, thirty times, from two sides at once', async () => {
    for (let round = 0; round < 30; round++) {
      const results = await Promise.allSettled([
        writes.run(AUTHOR, 'graph', () => nest(1, 2)),
        writes.run(AUTHOR, 'graph', () => nest(2, 3)),
        writes.run(AUTHOR, 'graph', () => nest(3, 1)),
      ]);
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.map(({ reason }) => (reason as DomainError).code)).toEqual(['sites.group-cycle']);
      await database.query('DELETE FROM group_children');
    }
  });

  it('lets no cycle in, nor a site below a group3, from sessions that take no lock themselves', async () => {
    await install('f', '2026-11-20');
    for (let round = 0; round < 30; round++) {
      await Promise.allSettled([
        database.query('INSERT INTO site_groups VALUES (1, 2)'),
        nest(3, 2),
        database.query(`UPDATE groups SET type = 'group3' WHERE id = 3`),
        nest(1, 3),
        nest(2, 1),
      ]);
      const { rows } = await database.query<{ bad: boolean }>(
        `SELECT bool_or(group3_reaches_site(id)) OR (SELECT count(*) FROM group_children) > 2 AS bad FROM groups`,
      );
      expect(rows).toEqual([{ bad: false }]);
      await database.query('DELETE FROM group_children; DELETE FROM site_groups');
      await database.query(`UPDATE groups SET type = 'group1'`);
    }
  });

  it('of two batches with the same days in opposite order is one whole batch', async () => {
    const batch = (name: string, days: readonly string[]) => (): Promise<unknown> =>
      database.query(
        `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
         SELECT 'FR', $1, d, 10, 1, 0.8 FROM unnest($2::date[]) WITH ORDINALITY AS u(d, place) ORDER BY place`,
        [name, days],
      );
    const days = Array.from({ length: 200 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
    const results = await Promise.allSettled([
      writes.run(AUTHOR, 'rows', batch('up', days)),
      writes.run(AUTHOR, 'rows', batch('down', days.toReversed())),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(new Set(await names()).size).toBe(1);
  });
});
