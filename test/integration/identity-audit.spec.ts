import { setTimeout as sleep } from 'node:timers/promises';
import { PersonalDataHolders } from '@hexagone/kernel';
import type { Chore, Housekeeping } from '@hexagone/platform';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { AuditChain } from '../../libs/identity/src/infrastructure/audit/audit-chain';
import { AuditChores } from '../../libs/identity/src/infrastructure/audit/audit-chores';
import { AuditHolder } from '../../libs/identity/src/infrastructure/audit/audit-holder';
import type { Break } from '../../libs/identity/src/infrastructure/audit/audit-verification';
import { type Audited, LOGIN, openAudit } from '../support/audit';
import { openDatabase } from '../support/database';

const REFUSED = { code: '42501' };
const events = async (audit: Audited): Promise<number> =>
  Number((await audit.rows<{ n: string }>('SELECT count(*) AS n FROM audit_event'))[0]?.n);

describe('the audit log', () => {
  let audit: Audited;
  beforeEach(async () => {
    audit = await openAudit();
  });
  afterEach(() => audit.close());

  it('holds an event exactly when it holds the act', async () => {
    const failing = audit.database.run(async () => {
      await audit.log.record(LOGIN);
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await events(audit)).toBe(0);
    await audit.database.run(() => audit.log.record({ ...LOGIN, requestId: 'r', detail: { scopes: ['a'] } }));
    expect(await audit.rows('SELECT actor, action, target, outcome, request_id, detail FROM audit_event')).toEqual([
      { ...LOGIN, request_id: 'r', detail: { scopes: ['a'] } },
    ]);
  });

  describe('tells what was done to it with triggers off', () => {
    beforeEach(() => audit.sealed(6));

    it.each<[string, number, Break, ...string[]]>([
      ['a byte of an event', 4, 'altered', `UPDATE audit_event SET actor = 'account:5' WHERE id = 4`],
      ['a member of the detail', 2, 'altered', `UPDATE audit_event SET detail = detail || '{"n":7}' WHERE id = 2`],
      ['an instant', 6, 'altered', `UPDATE audit_event SET at = at + interval '1 microsecond' WHERE id = 6`],
      ['a hash', 3, 'altered', `UPDATE audit_chain SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE pos = 3`],
      ['an event deleted', 3, 'event-missing', 'DELETE FROM audit_event WHERE id = 3'],
      ['a link deleted', 3, 'position-missing', 'DELETE FROM audit_chain WHERE pos = 3'],
      [
        'an event and its link deleted',
        3,
        'position-missing',
        'DELETE FROM audit_chain WHERE pos = 3',
        'DELETE FROM audit_event WHERE id = 3',
      ],
      [
        'the first ones deleted',
        1,
        'position-missing',
        'DELETE FROM audit_chain WHERE pos < 3',
        'DELETE FROM audit_event WHERE id < 3',
      ],
      [
        'two positions exchanged',
        2,
        'altered',
        'UPDATE audit_chain SET event_id = -event_id WHERE pos IN (2, 3)',
        'UPDATE audit_chain SET event_id = CASE pos WHEN 2 THEN 3 ELSE 2 END WHERE pos IN (2, 3)',
      ],
      ['the last link deleted', 6, 'event-outside', 'DELETE FROM audit_chain WHERE pos = 6'],
      [
        'an event smuggled in',
        7,
        'event-outside',
        `INSERT INTO audit_event (actor, action, outcome) VALUES ('cli', 'user.create', 'success')`,
      ],
    ])('%s', async (_, position, broken, ...statements) => {
      await audit.tamper(...statements);
      expect(await audit.verification.execute()).toMatchObject({ ok: false, position, broken });
    });

    it('an event deleted before it had its position', async () => {
      await audit.log.record(LOGIN);
      await audit.tamper('DELETE FROM audit_event WHERE id = 7');
      expect(await audit.verification.execute()).toMatchObject({ ok: false, position: 7, broken: 'event-missing' });
      await audit.sealed(2);
      expect(await audit.verification.execute()).toMatchObject({ ok: false, position: 7, event: 7 });
      expect((await audit.chain.head()).position).toBe(9);
    });

    it('nothing of an event that was put up for sealing twice', async () => {
      await audit.rows('INSERT INTO audit_unsealed VALUES (3)');
      expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 6, unsealed: 0 });
      await audit.sealed(1);
      expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 7, unsealed: 0 });
    });

    it('its end cut off, by the head that was noted', async () => {
      const { hash } = await audit.chain.head();
      await audit.tamper('DELETE FROM audit_chain WHERE pos = 6', 'DELETE FROM audit_event WHERE id = 6');
      expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 5 });
      expect(await audit.verification.execute(hash)).toMatchObject({ ok: false, position: 6, broken: 'head-missing' });
    });

    it('and nothing where nothing was done, whatever came after the head that was noted', async () => {
      const { hash } = await audit.chain.head();
      await audit.sealed(2);
      await audit.log.record(LOGIN);
      expect(await audit.verification.execute(hash)).toEqual({
        ...{ ok: true, count: 8, from: 1, position: 8, unsealed: 1, head: (await audit.chain.head()).hash },
      });
    });
  });

  it('lets nobody wait: fifty transactions write while one of them stays open', async () => {
    const others = openDatabase(audit.url);
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    let begun = (): void => undefined;
    const open = new Promise<void>((resolve) => (begun = resolve));
    const long = audit.database.run(async () => {
      await audit.log.record(LOGIN);
      begun();
      await held;
    });
    await open;
    const start = performance.now();
    await Promise.all(Array.from({ length: 49 }, () => others.run(() => audit.log.record(LOGIN))));
    expect(await audit.chain.seal()).toBe(49);
    expect(performance.now() - start).toBeLessThan(2_000);
    await sleep(3_000 - (performance.now() - start));
    finish();
    await long;
    expect(await audit.chain.seal()).toBe(1);
    expect(await audit.rows('SELECT event_id::integer FROM audit_chain ORDER BY pos DESC LIMIT 1')).toEqual([
      { event_id: 1 },
    ]);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 50, unsealed: 0 });
    await others.close();
  });

  it('is chained once, however many seal it', async () => {
    const others = [1, 2, 3].map(() => openDatabase(audit.url));
    const sealers = [audit.chain, ...others.map((database) => new AuditChain(database))];
    let writing = true;
    const sealing = sealers.map(async (chain) => {
      let sealed = 0;
      while (writing) sealed += await chain.seal();
      return sealed;
    });
    await Promise.all(Array.from({ length: 300 }, () => audit.log.record(LOGIN)));
    writing = false;
    const sealed = (await Promise.all(sealing)).reduce((sum, n) => sum + n, await audit.chain.seal());
    expect(sealed).toBe(300);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 300, unsealed: 0 });
    for (const database of others) await database.close();
  });

  it('is sealed each second, and its head noted each day', async () => {
    const chores = new Map<string, Chore>();
    const add = (chore: Chore): unknown => chores.set(chore.name, chore);
    new AuditChores({ add } as unknown as Housekeeping, audit.chain).onModuleInit();
    expect([...chores.values()].map(({ every }) => every)).toEqual([1, 86_400]);
    await audit.log.record(LOGIN);
    await chores.get('audit seal')?.run();
    const said = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    await chores.get('audit head')?.run();
    const { hash } = await audit.chain.head();
    expect(said.mock.calls).toEqual([[`Head of the audit log: position 1, ${hash}`]]);
    expect(await audit.verification.execute(hash)).toMatchObject({ ok: true, count: 1, unsealed: 0 });
    said.mockRestore();
  });

  it('is whole after a sealer was killed in the middle', async () => {
    await audit.sealed(5);
    for (let i = 0; i < 5; i++) await audit.log.record(LOGIN);
    const dying = new Client(audit.url);
    dying.on('error', () => undefined);
    await dying.connect();
    await dying.query('BEGIN');
    expect((await dying.query<{ n: number }>('SELECT audit_seal(3) AS n')).rows).toEqual([{ n: 3 }]);
    expect(await audit.chain.seal()).toBe(0);
    await audit.rows(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 5, unsealed: 5 });
    expect(await audit.chain.seal()).toBe(5);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 10, unsealed: 0 });
  });

  it('is read in parts', async () => {
    await audit.sealed(2_001);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 2_001, position: 2_001 });
    await audit.tamper(`UPDATE audit_event SET actor = 'account:0' WHERE id = 1001`);
    expect(await audit.verification.execute()).toMatchObject({ ok: false, position: 1001, count: 1000 });
  });

  describe('is kept for its time', () => {
    const months = (n: number): Date => new Date(Date.now() - n * 31 * 86_400_000);
    const purge = (before: Date, rehearsal = false): Promise<number> => {
      const [rule] = new AuditHolder(audit.database, new PersonalDataHolders()).retentions;
      return audit.database.run(() => rule!.purge(before, rehearsal, new Date()));
    };
    const aged = async (...ages: number[]): Promise<void> => {
      for (const age of ages)
        await audit.rows(`INSERT INTO audit_event (at, actor, action, outcome) VALUES ($1, 'cli', 'x.y', 'success')`, [
          months(age),
        ]);
      await audit.chain.seal();
    };

    it('a beginning is removed, and verification begins after it', async () => {
      await aged(14, 13, 13, 11, 1);
      const { hash } = await audit.chain.head();
      const [cut] = await audit.rows<{ hash: string }>(
        `SELECT encode(hash, 'hex') AS hash FROM audit_chain WHERE pos = 3`,
      );
      expect(await purge(months(12), true)).toBe(3);
      expect(await events(audit)).toBe(5);
      expect(await purge(months(12))).toBe(3);
      expect(await purge(months(12))).toBe(0);
      expect(await audit.verification.execute(hash)).toMatchObject({ ok: true, from: 4, count: 2, position: 5 });
      expect(await audit.verification.execute(cut?.hash)).toMatchObject({ ok: true });
      await audit.sealed(1);
      expect(await audit.verification.execute()).toMatchObject({ ok: true, from: 4, count: 3, position: 6 });
      await audit.tamper('DELETE FROM audit_chain WHERE pos = 4', 'DELETE FROM audit_event WHERE id = 4');
      expect(await audit.verification.execute()).toMatchObject({ ok: false, position: 4, broken: 'position-missing' });
    });

    it('no event that is younger than six months, whatever is asked', async () => {
      await aged(8, 5, 8);
      expect(await purge(new Date(Date.now() + 1e11), true)).toBe(1);
      expect(await purge(new Date(Date.now() + 1e11))).toBe(1);
      const more = 'INSERT INTO audit_checkpoint (pos, hash) SELECT pos, hash FROM audit_chain WHERE pos = 3';
      await expect(audit.rows(more)).rejects.toMatchObject(REFUSED);
      expect(await events(audit)).toBe(2);
    });

    it('goes on after everything was removed', async () => {
      await aged(8, 8);
      expect(await purge(months(7))).toBe(2);
      expect(await audit.verification.execute()).toMatchObject({ ok: true, from: 3, count: 0, position: 2 });
      await audit.sealed(2);
      expect(await audit.verification.execute()).toMatchObject({ ok: true, from: 3, count: 2, position: 4 });
    });

    it('all or nothing, and in the transaction in progress', async () => {
      await aged(8, 8, 1);
      const failing = audit.database.run(async () => {
        await purge(months(7));
        throw new Error('the purge failed');
      });
      await expect(failing).rejects.toThrow('the purge failed');
      expect(await audit.verification.execute()).toMatchObject({ ok: true, from: 1, count: 3 });
    });
  });
});

describe('the audit log is append-only:', () => {
  let audit: Audited;
  beforeAll(async () => {
    audit = await openAudit();
    await audit.sealed(3);
  });
  afterAll(() => audit.close());

  it.each([
    `UPDATE audit_event SET actor = 'nobody'`,
    `UPDATE audit_event SET actor = 'nobody' WHERE false`,
    'DELETE FROM audit_event WHERE id = 2',
    'TRUNCATE audit_event',
    `UPDATE audit_chain SET hash = decode(repeat('00', 32), 'hex')`,
    'DELETE FROM audit_chain WHERE pos = 3',
    'TRUNCATE audit_chain',
    'TRUNCATE audit_event, audit_chain, audit_unsealed, audit_checkpoint CASCADE',
    'INSERT INTO audit_chain SELECT * FROM audit_chain ON CONFLICT (pos) DO UPDATE SET hash = excluded.hash',
    'INSERT INTO audit_checkpoint (pos, hash) SELECT pos, hash FROM audit_chain WHERE pos = 2',
    `INSERT INTO audit_checkpoint (pos, hash) VALUES (9, decode(repeat('00', 32), 'hex'))`,
  ])('%s', async (statement) => {
    await expect(audit.rows(statement)).rejects.toMatchObject(REFUSED);
    expect(await audit.verification.execute()).toMatchObject({ ok: true, count: 3 });
  });

  it('also what waits for its position', async () => {
    await audit.log.record(LOGIN);
    for (const statement of [
      'DELETE FROM audit_unsealed',
      'TRUNCATE audit_unsealed',
      'DELETE FROM audit_event WHERE id = 4',
    ])
      await expect(audit.rows(statement)).rejects.toMatchObject(REFUSED);
  });

  it('and gives nothing to those who own nothing', async () => {
    const may = `SELECT bool_or(has_table_privilege('pg_monitor', t, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')) AS any
      FROM unnest('{audit_event,audit_chain,audit_unsealed,audit_checkpoint}'::text[]) t`;
    expect(await audit.rows(may)).toEqual([{ any: false }]);
    const run = `SELECT bool_or(has_function_privilege('pg_monitor', f, 'EXECUTE')) AS any
      FROM unnest('{audit_seal(integer),"audit_trim(timestamptz,integer)"}'::text[]) f`;
    expect(await audit.rows(run)).toEqual([{ any: false }]);
  });

  it('and its functions look nowhere else for their tables', async () => {
    const loose = `SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
      AND NOT coalesce(proconfig && '{"search_path=pg_catalog, pg_temp"}', false)`;
    expect(await audit.rows(loose)).toEqual([]);
  });
});
