import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ErasureMarks } from '@hexagone/kernel';
import { programOf, SETTINGS, type Settings } from '@hexagone/platform';
import { AccessTokens } from '../../libs/identity/src/application/access-tokens';
import { Mailer } from '../../libs/identity/src/application/mailer';
import { LastingErasureMarks } from '../../libs/identity/src/application/rights/lasting-erasure-marks';
import type { Account } from '../../libs/identity/src/domain/account';
import { RightsCommand } from '../../libs/identity/src/infrastructure/cli/rights.command';
import { loadedDatabase, openDatabase } from '../support/database';
import { bearer, makeAccount, PASSWORD, person, storeAccount } from '../support/identity';
import { french, refusal, serveSites, type SitesService } from '../support/sites-service';

type Headers = Readonly<Record<string, string>>;

async function hexagone(service: SitesService, ...words: string[]): Promise<unknown> {
  let heard = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    heard += String(text);
    return true;
  });
  try {
    const program = programOf([service.service.app.get(RightsCommand)], '0');
    await program.parseAsync(['privacy', ...words, '--json'], { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return JSON.parse(heard);
}

/** Every row of every table, as text. */
async function dump(service: SitesService): Promise<string> {
  const tables = await service.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['account', 'audit_event', 'site_changes']));
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await service.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n').toLowerCase();
}

const mentions = (text: string, { email }: Account): boolean =>
  [email.toLowerCase(), Buffer.from(email).toString('hex')].some((form) => text.includes(form));

describe('the end of what is known of a person', () => {
  let dataDir: string;
  let service: SitesService;
  const database = (): ReturnType<typeof loadedDatabase> =>
    loadedDatabase('identity_erasure', async (url) => {
      const opened = openDatabase(url);
      await storeAccount(opened, { id: '0199a3c4-0000-7f80-9a1b-2c3d4e5f6a7b', email: 'zoe.durand@example.org' });
      await opened.close();
    });
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hexagone-erasure-'));
    service = await serveSites({ access: 'protected', dataDir }, { database: database() });
  });
  afterAll(async () => {
    await service.close();
    await rm(dataDir, { recursive: true });
  });

  const tokenOf = async (account: Account, ageSeconds: number): Promise<Headers> => {
    const grant = {
      ...{ subject: account.id, scopes: account.scopes, clientId: 'hexagone' },
      authenticatedAt: new Date(Date.now() - ageSeconds * 1000),
    };
    return bearer((await service.service.app.get(AccessTokens).issue(grant)).token);
  };
  const rowsOf = (account: Account): Promise<object[]> =>
    service.query('SELECT FROM account WHERE id = $1', [account.id]);
  const login = ({ email }: Account): ReturnType<SitesService['post']> =>
    service.post('/auth/login', { email, password: PASSWORD });

  it('is asked for with a password given a moment ago', async () => {
    const { account } = await person(service.service.app);
    const refused = await service.delete('/me', await tokenOf(account, 360));
    expect(refusal(refused)).toBe('401 identity.recent-sign-in-required');
    expect(refused.headers['www-authenticate']).toBe(
      'Bearer realm="hexagone", error="insufficient_user_authentication", max_age=300',
    );
    expect(await rowsOf(account)).toHaveLength(1);
    expect((await service.delete('/me', await tokenOf(account, 290))).status).toBe(204);
    expect(await rowsOf(account)).toHaveLength(0);
  });

  it('leaves the address nowhere, no token alive, and the audit log as it was', async () => {
    const account = await makeAccount(service.service.app, {
      email: 'Paul.Erased@Example.org',
      displayName: 'Paul E. Rased',
      scopes: ['sites:read', 'sites:write'],
    });
    const signedIn = await login(account);
    const headers = bearer(String(signedIn.body['access_token']));
    const { refresh_token } = signedIn.body;
    const key = { ...headers, 'idempotency-key': 'k1' };
    expect((await service.post('/sites', french('2026-11-20', { name: account.email }), key)).status).toBe(201);
    await service.empty();
    await service.post('/auth/password/forgot', { email: account.email });
    await service.service.app.get(Mailer).send({
      ...{ account: account.id, to: account.email, locale: 'fr', kind: 'inactivity', values: { date: '2030-01-01' } },
    });
    const letters = async (): Promise<readonly string[]> =>
      (await readdir(join(dataDir, 'mail'))).filter((name) => name.startsWith(account.id));
    expect((await letters()).length).toBeGreaterThan(0);
    expect(mentions(await dump(service), account)).toBe(true);
    const before = await service.query('SELECT id FROM audit_event ORDER BY id');

    expect((await service.delete('/me', headers)).status).toBe(204);
    const after = await dump(service);
    expect(mentions(after, account)).toBe(false);
    expect(after).not.toContain('rased');
    expect(await letters()).toEqual([]);
    expect((await service.get('/me', headers)).status).toBe(401);
    expect((await service.get('/sites', headers)).status).toBe(401);
    expect((await service.post('/auth/refresh', { refresh_token })).status).toBe(401);
    expect(refusal(await login(account))).toBe('401 identity.invalid-credentials');
    const events = await service.query<{ id: string; action: string; actor: string }>(
      'SELECT id, action, actor FROM audit_event ORDER BY id',
    );
    expect(events.map(({ id }) => ({ id }))).toEqual(expect.arrayContaining(before));
    expect(events).toContainEqual(
      expect.objectContaining({ action: 'privacy.erasure', actor: `account:${account.id}` }),
    );
  });

  it('does not keep anybody from beginning anew', async () => {
    const { account, headers } = await person(service.service.app);
    expect((await service.delete('/me', headers)).status).toBe(204);
    const again = await service.post('/auth/register', { email: account.email, password: PASSWORD });
    expect(again.status).toBe(201);
    expect(again.body['id']).not.toBe(account.id);
    expect((await login(account)).status).toBe(200);
    expect(await hexagone(service, 'replay-erasures')).toMatchObject({ erased: [] });
    expect((await login(account)).status).toBe(200);
  });

  it('comes once, whoever asks twice', async () => {
    const { headers } = await person(service.service.app);
    const statuses = await Promise.all([1, 2, 3].map(async () => (await service.delete('/me', headers)).status));
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.every((status) => [204, 401, 404].includes(status))).toBe(true);
  });

  it('is felt by every process within 5 seconds', async () => {
    const { app } = service.service;
    const fresh = { url: app.get<Settings>(SETTINGS).databaseUrl ?? '', close: () => Promise.resolve() };
    const replica = await serveSites({ access: 'protected', dataDir }, { database: Promise.resolve(fresh) });
    const { headers } = await person(app);
    expect((await replica.get('/me', headers)).status).toBe(200);
    const began = performance.now();
    expect((await service.delete('/me', headers)).status).toBe(204);
    while ((await replica.get('/communes', headers)).status !== 401 && performance.now() - began < 5000)
      await sleep(50);
    expect((await replica.get('/communes', headers)).status).toBe(401);
    await replica.close();
  });

  it('does not come to the last administrator', async () => {
    const admin = await person(service.service.app, 'users:admin');
    expect(refusal(await service.delete('/me', admin.headers))).toBe('409 identity.last-admin');
    expect((await service.get('/me', admin.headers)).status).toBe(200);
    expect(await service.service.app.get(ErasureMarks).among([`account:${admin.account.id}`])).toEqual(new Set());
    const other = await person(service.service.app, 'users:admin');
    const both = await Promise.all(
      [admin, other].map(async ({ headers }) => (await service.delete('/me', headers)).status),
    );
    expect(both.sort()).toEqual([204, 409]);
  });

  it('is for its own person alone: a token leads to nobody else', async () => {
    const a = await person(service.service.app);
    const b = await person(service.service.app);
    expect((await service.delete('/me', a.headers)).status).toBe(204);
    expect((await service.get('/me', b.headers)).status).toBe(200);
  });

  it('is asked for at the terminal too', async () => {
    const { account } = await person(service.service.app);
    expect(await hexagone(service, 'export', '--email', account.email)).toMatchObject({
      account: account.id,
      data: { identity: { account: { email: account.email } } },
    });
    expect(await hexagone(service, 'forget', '--email', account.email)).toEqual({ erased: account.id });
    expect(await rowsOf(account)).toHaveLength(0);
    await expect(hexagone(service, 'forget', '--email', account.email)).rejects.toMatchObject({
      code: 'identity.account-not-found',
    });
  });

  describe('marks', () => {
    const file = (): string => join(dataDir, 'erasures');
    const marks = (): LastingErasureMarks => service.service.app.get(LastingErasureMarks);

    it('stand outside of the database as well, for their owner’s eyes, and name nobody', async () => {
      const { account, headers } = await person(service.service.app);
      await service.delete('/me', headers);
      const lines = (await readFile(file(), 'utf8')).split('\n').filter(Boolean);
      expect(lines.length).toBe((await service.query('SELECT FROM erasure')).length);
      for (const line of lines) expect(line).toMatch(/^[0-9a-f]{64} \d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(lines.join()).not.toContain(account.id);
      expect((await stat(file())).mode & 0o777).toBe(0o600);
    });

    it('bring an erasure to a backup made before it; nothing happens the second time', async () => {
      const [zoe] = await service.query<{ id: string }>(
        `SELECT id FROM account WHERE email = 'zoe.durand@example.org'`,
      );
      expect(await hexagone(service, 'forget', '--email', 'zoe.durand@example.org')).toEqual({ erased: zoe?.id });
      const restored = await serveSites({ access: 'protected', dataDir }, { database: database() });
      try {
        const account = { email: 'zoe.durand@example.org' } as Account;
        expect(mentions(await dump(restored), account)).toBe(true);
        const other = await makeAccount(restored.service.app);
        expect(await hexagone(restored, 'replay-erasures')).toEqual({
          marks: (await service.query('SELECT FROM erasure')).length,
          erased: [zoe?.id],
          kept: [],
          records: { lending: 0 },
        });
        expect(mentions(await dump(restored), account)).toBe(false);
        expect(await restored.query('SELECT FROM account WHERE id = $1', [other.id])).toHaveLength(1);
        expect(await hexagone(restored, 'replay-erasures')).toEqual({
          marks: 0,
          erased: [],
          kept: [],
          records: { lending: 0 },
        });
      } finally {
        await restored.close();
      }
    });

    it('are brought from another machine, as a file; a line cut short counts for nothing', async () => {
      const { account, headers } = await person(service.service.app);
      await service.delete('/me', headers);
      const away = join(dataDir, 'away');
      await writeFile(away, `${await readFile(file(), 'utf8')}\n0123456789abcdef`);
      const emptyDir = await mkdtemp(join(tmpdir(), 'hexagone-restored-'));
      const restored = await serveSites({ access: 'protected', dataDir: emptyDir }, { database: database() });
      try {
        await makeAccount(restored.service.app, { id: account.id });
        expect(await hexagone(restored, 'replay-erasures')).toMatchObject({ marks: 0, erased: [] });
        expect(await hexagone(restored, 'replay-erasures', '--marks', away)).toMatchObject({
          erased: expect.arrayContaining([account.id]) as unknown,
        });
        await writeFile(`${away}.gz`, 'PK');
        for (const not of [`${away}.not`, `${away}.gz`, dataDir])
          await expect(hexagone(restored, 'replay-erasures', '--marks', not)).rejects.toMatchObject({
            code: 'identity.unreadable-marks',
          });
      } finally {
        await restored.close();
        await rm(emptyDir, { recursive: true });
      }
    });

    it('that could not be copied are copied later; the erasure holds all the same', async () => {
      const { account, headers } = await person(service.service.app);
      const kept = await readFile(file(), 'utf8');
      await rm(file());
      await mkdir(file());
      expect((await service.delete('/me', headers)).status).toBe(204);
      expect(await rowsOf(account)).toHaveLength(0);
      await rm(file(), { recursive: true });
      await writeFile(file(), kept.slice(0, -20));
      await marks().copy();
      const lines = (await readFile(file(), 'utf8')).split('\n');
      const all = await service.query<{ mark: string }>(`SELECT encode(subject_hmac, 'hex') AS mark FROM erasure`);
      for (const { mark } of all)
        expect(lines.some((line) => line.startsWith(`${mark} `) && line.endsWith('Z'))).toBe(true);
    });

    it('are dropped when no backup can hold the person any more', async () => {
      const count = (await service.query('SELECT FROM erasure')).length;
      expect(count).toBeGreaterThan(0);
      const soon = new Date(Date.now() + 60_000);
      expect(await marks().drop(soon, true)).toBe(count);
      expect(await marks().drop(new Date(0), false)).toBe(0);
      expect(await marks().drop(soon, false)).toBe(count);
      expect((await readFile(file(), 'utf8')).trim()).toBe('');
      expect(await service.query('SELECT FROM erasure')).toEqual([]);
    });
  });
});
