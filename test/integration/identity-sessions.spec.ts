import { uuidV7 } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import { decodeJwt } from 'jose';
import type { IssuedTokens } from '../../libs/identity/src/application/sessions';
import type { Account } from '../../libs/identity/src/domain/account';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';
import { storeAccount } from '../support/identity';
import { type Replica, replicaOn } from '../support/identity-replica';

const SCOPES = ['imports:read', 'sites:read', 'sites:write'];
const INVALID = { code: 'identity.invalid-refresh-token', kind: 'unauthenticated' };
const DAY = 86_400;

let fresh: FreshDatabase;
let database: Database;
let other: Database;
let a: Replica;
let b: Replica;
let account: Account;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url);
  other = openDatabase(fresh.url);
});
beforeEach(async () => {
  a = replicaOn(database);
  b = replicaOn(other);
  account = await storeAccount(database, { scopes: SCOPES });
});
afterAll(async () => {
  await database.close();
  await other.close();
  await fresh.close();
});

const open = (scopes = SCOPES, by = a): Promise<IssuedTokens> => by.sessions.open(account, scopes, '192.0.2.0/24');
const refreshOf = ({ refresh_token = '' }: IssuedTokens): string => refresh_token;
const sidOf = ({ access_token }: IssuedTokens): string => String(decodeJwt(access_token)['sid']);
const isGood = async ({ access_token }: IssuedTokens, by = a): Promise<boolean> =>
  (await by.authenticator.principalOf(access_token)) !== null;
const set = (assignment: string): Promise<unknown> =>
  database.query(`UPDATE account SET ${assignment} WHERE id = $1`, [account.id]);

describe('a session', () => {
  it('answers as RFC 6749 says', async () => {
    const tokens = await open(['sites:read']);
    expect(tokens).toEqual({
      ...{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600, scope: 'sites:read' },
      ...{ refresh_token: expect.stringMatching(/^[\w-]{43}$/), refresh_expires_in: 14 * DAY },
    });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ sub: account.id, scope: 'sites:read', client_id: 'hexagone' });
    expect(Math.abs(Number(claims['auth_time']) - Date.now() / 1000)).toBeLessThan(5);
    expect(JSON.stringify(claims)).not.toContain('@');
  });

  it('keeps no token in clear', async () => {
    const tokens = await open();
    const { rows } = await database.query('SELECT t.*, s.* FROM refresh_token t, auth_session s');
    expect(JSON.stringify(rows)).not.toContain(refreshOf(tokens));
    expect(JSON.stringify(rows)).not.toContain(tokens.access_token);
  });

  it.each([
    ['of another password', "password_hash = '$argon2id$v=19$m=19456,t=2,p=1$other'"],
    ['with a scope less', "scopes = '{sites:read}'"],
    ['disabled', "state = 'disabled'"],
  ])('is not opened for an account that is meanwhile %s', async (_, assignment) => {
    await set(assignment);
    await expect(open()).rejects.toMatchObject({ code: 'identity.account-changed' });
    expect(await a.sessions.list(account.id, null)).toEqual([]);
  });
});

describe('a refresh token', () => {
  it('gives new tokens once, with the instant of the password', async () => {
    const first = await open();
    await database.query(`UPDATE auth_session SET created_at = created_at - interval '1 hour'`);
    const second = await b.sessions.refresh(refreshOf(first));
    expect(sidOf(second)).toBe(sidOf(first));
    expect(second.scope).toBe(SCOPES.join(' '));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const { auth_time, iat = 0 } = decodeJwt(second.access_token);
    expect(iat - Number(auth_time)).toBeGreaterThan(3_590);
    expect([await isGood(first), await isGood(second)]).toEqual([true, true]);
  });

  it('used twice ends the session: the tokens of whoever has them are dead', async () => {
    const first = await open();
    const second = await a.sessions.refresh(refreshOf(first));
    await expect(b.sessions.refresh(refreshOf(first))).rejects.toMatchObject(INVALID);
    await expect(a.sessions.refresh(refreshOf(second))).rejects.toMatchObject(INVALID);
    await expect(a.sessions.refresh(refreshOf(first))).rejects.toMatchObject(INVALID);
    expect([...a.audit.events, ...b.audit.events]).toEqual([
      {
        ...{ actor: 'anonymous', action: 'auth.refresh_reused', outcome: 'denied' },
        ...{ target: `account:${account.id}`, detail: { session: sidOf(first) } },
      },
    ]);
    expect([await isGood(first, b), await isGood(second, b)]).toEqual([false, false]);
    const { rows } = await database.query('SELECT revoke_reason FROM auth_session WHERE id = $1', [sidOf(first)]);
    expect(rows).toEqual([{ revoke_reason: 'reuse' }]);
  });

  it('used twenty times at once succeeds once', async () => {
    const first = await open();
    const uses = Array.from({ length: 20 }, (_, i) => (i % 2 ? a : b).sessions.refresh(refreshOf(first)));
    const outcomes = await Promise.allSettled(uses);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(INVALID);
    expect([...a.audit.events, ...b.audit.events]).toHaveLength(1);
  });

  it('used again within the grace gives tokens again, and what it gave before is dead', async () => {
    const lenient = replicaOn(database, { refreshGraceSeconds: 5 });
    const first = await open();
    const lost = await lenient.sessions.refresh(refreshOf(first));
    const second = await lenient.sessions.refresh(refreshOf(first));
    expect(await isGood(second)).toBe(true);
    await database.query(`UPDATE refresh_token SET used_at = used_at - interval '6 s'`);
    await expect(lenient.sessions.refresh(refreshOf(lost))).rejects.toMatchObject(INVALID);
    await expect(lenient.sessions.refresh(refreshOf(second))).rejects.toMatchObject(INVALID);
    expect(lenient.audit.events).toHaveLength(1);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(44), `${'A'.repeat(42)}\0`, 'é'.repeat(43)])(
    'that nobody issued is none: %p',
    async (text) => {
      await expect(a.sessions.refresh(text)).rejects.toMatchObject(INVALID);
      expect(await a.sessions.sessionOf(text)).toBeNull();
    },
  );

  it('is no access token, and the other way round', async () => {
    const tokens = await open();
    expect(await a.authenticator.principalOf(refreshOf(tokens))).toBeNull();
    await expect(a.sessions.refresh(tokens.access_token)).rejects.toMatchObject(INVALID);
  });

  it('ends after 14 days, and its family after 30', async () => {
    const first = await open();
    await database.query(`UPDATE auth_session SET expires_at = now() + interval '1 day' WHERE id = $1`, [sidOf(first)]);
    const second = await a.sessions.refresh(refreshOf(first));
    expect(second.refresh_expires_in).toBeGreaterThan(DAY - 5);
    expect(second.refresh_expires_in).toBeLessThanOrEqual(DAY);
    await database.query(`UPDATE refresh_token SET expires_at = now() WHERE used_at IS NULL`);
    await expect(a.sessions.refresh(refreshOf(second))).rejects.toMatchObject(INVALID);
    expect(a.audit.events).toEqual([]);
    const another = await open();
    await database.query('UPDATE auth_session SET expires_at = now() WHERE id = $1', [sidOf(another)]);
    await expect(a.sessions.refresh(refreshOf(another))).rejects.toMatchObject(INVALID);
  });

  it('gives fewer scopes where asked, never more, and asking for more uses nothing up', async () => {
    const first = await open(['sites:read', 'sites:write']);
    const beyond = a.sessions.refresh(refreshOf(first), ['sites:read', 'imports:read']);
    await expect(beyond).rejects.toMatchObject({ code: 'identity.invalid-scope' });
    const second = await a.sessions.refresh(refreshOf(first), ['sites:read']);
    expect(second.scope).toBe('sites:read');
    expect((await a.sessions.refresh(refreshOf(second))).scope).toBe('sites:read sites:write');
  });

  it('gives no scope that the account has lost, and none to an account that may not sign in', async () => {
    const first = await open();
    await set("scopes = '{sites:read}'");
    const second = await a.sessions.refresh(refreshOf(first));
    expect(second.scope).toBe('sites:read');
    await set("state = 'disabled'");
    await expect(a.sessions.refresh(refreshOf(second))).rejects.toMatchObject(INVALID);
    await database.query('DELETE FROM account WHERE id = $1', [account.id]);
    await expect(a.sessions.refresh(refreshOf(second))).rejects.toMatchObject(INVALID);
  });

  it('waits for a change of the account under way, and gives what is left', async () => {
    const first = await open();
    let refreshed: Promise<IssuedTokens> | undefined;
    await database.run(async () => {
      await set("scopes = '{sites:read}'");
      await a.revocations.revoke(account.id);
      refreshed = b.sessions.refresh(refreshOf(first));
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const second = await refreshed!;
    expect(second.scope).toBe('sites:read');
    expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
  });

  it('and the end of its session at the same instant leave no token alive', async () => {
    for (let i = 0; i < 10; i++) {
      const first = await open();
      const [refreshed, ended] = await Promise.allSettled([
        b.sessions.refresh(refreshOf(first)),
        a.sessions.end(sidOf(first), account.id, 'logout'),
      ]);
      expect(ended).toEqual({ status: 'fulfilled', value: true });
      expect(await isGood(first)).toBe(false);
      if (refreshed.status === 'fulfilled') {
        expect(await isGood(refreshed.value)).toBe(false);
        await expect(a.sessions.refresh(refreshOf(refreshed.value))).rejects.toMatchObject(INVALID);
      }
    }
  });
});

describe('sessions', () => {
  it('are listed, latest first', async () => {
    const [first, second] = [await open(), await open()];
    await a.sessions.refresh(refreshOf(first));
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const card = { created_at: instant, last_used_at: instant, expires_at: instant, network: '192.0.2.0/24' };
    expect(await a.sessions.list(account.id, sidOf(first))).toEqual([
      { id: sidOf(second), ...card, current: false },
      { id: sidOf(first), ...card, current: true },
    ]);
    expect(await a.sessions.list(uuidV7(), null)).toEqual([]);
  });

  it('end one by one, for their owner alone', async () => {
    const [first, second] = [await open(), await open()];
    expect(await a.sessions.sessionOf(refreshOf(first))).toEqual({ id: sidOf(first), accountId: account.id });
    expect(await a.sessions.end(sidOf(first), uuidV7(), 'logout')).toBe(false);
    expect(await a.sessions.end('1', account.id, 'logout')).toBe(false);
    expect(await isGood(first)).toBe(true);
    expect(await a.sessions.end(sidOf(first), account.id, 'logout')).toBe(true);
    expect(await a.sessions.end(sidOf(first), account.id, 'logout')).toBe(false);
    expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
    await expect(a.sessions.refresh(refreshOf(first))).rejects.toMatchObject(INVALID);
    expect(await a.sessions.list(account.id, null)).toMatchObject([{ id: sidOf(second) }]);
  });

  it('end all but one', async () => {
    const all = [await open(), await open(), await open()];
    const kept = all[1]!;
    expect(await a.sessions.endAll(account.id, 'password', sidOf(kept))).toBe(2);
    expect(await Promise.all(all.map((tokens) => isGood(tokens)))).toEqual([false, true, false]);
    const grant = { subject: account.id, scopes: SCOPES, clientId: 'hexagone', authenticatedAt: new Date() };
    const { token: access_token } = await a.tokens.issue(grant);
    const withoutSession = { ...kept, access_token };
    expect(await isGood(withoutSession)).toBe(true);
    expect(await a.sessions.endAll(account.id, 'password')).toBe(1);
    expect([await isGood(kept), await isGood(withoutSession)]).toEqual([false, false]);
    expect(await isGood(await open())).toBe(true);
  });

  it('open, refresh and end at once without a deadlock', async () => {
    const tokens = await Promise.all(Array.from({ length: 6 }, () => open()));
    const outcomes = await Promise.allSettled([
      ...tokens.map((one, i) => (i % 2 ? a : b).sessions.refresh(refreshOf(one))),
      ...[a, b].map((by) => by.sessions.endAll(account.id, 'admin')),
      ...[a, b].map((by) => open(SCOPES, by)),
    ]);
    const unforeseen = outcomes.filter((one) => one.status === 'rejected' && one.reason.code !== INVALID.code);
    expect(unforeseen).toEqual([]);
  });
});
