import { setTimeout as sleep } from 'node:timers/promises';
import { uuidV7 } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';
import { type Replica, replicaOn } from '../support/identity-replica';

const ACCOUNT = uuidV7();
const OTHER_SECRET = 'another secret of more than 32 bytes, which nobody knows';

let fresh: FreshDatabase;
let database: Database;
let a: Replica;
let b: Replica;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url);
});
beforeEach(async () => {
  await database.query('TRUNCATE signing_key, auth_revocation');
  a = replicaOn(database);
  b = replicaOn(database);
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

const issue = async (by: Replica, more = {}): Promise<string> => {
  const grant = {
    subject: ACCOUNT,
    scopes: ['sites:read'],
    clientId: 'hexagone',
    authenticatedAt: new Date(),
    ...more,
  };
  return (await by.tokens.issue(grant)).token;
};
const kidOf = (token: string): string => decodeProtectedHeader(token).kid!;
const isGood = async (by: Replica, token: string): Promise<boolean> =>
  (await by.authenticator.principalOf(token)) !== null;
const phases = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await a.keys.list()).map(({ kid, phase }) => [kid, phase]));
const published = async (): Promise<unknown[]> => (await a.keys.published()).map((key) => key['kid']);

/** As if that time had passed since. */
const passed = (time: string): Promise<unknown> =>
  database.query(
    `UPDATE signing_key SET sign_from = sign_from - $1::interval, sign_until = sign_until - $1::interval, retire_at = retire_at - $1::interval`,
    [time],
  );

/** Waits until a replica that nobody told anything refuses, and says how long that took (ms). */
async function refusedAfter(by: Replica, token: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 10_000) {
    if (!(await isGood(by, token))) return performance.now() - began;
    await sleep(50);
  }
  return Infinity;
}

describe('an access token', () => {
  it('is what RFC 9068 asks for, and says nothing personal', async () => {
    const sid = uuidV7();
    const token = await issue(a, { sessionId: sid, authenticatedAt: new Date('2026-01-02T03:04:05Z') });
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(await published()).toEqual([kidOf(token)]);
    const { iat = 0, exp = 0, jti, ...claims } = decodeJwt(token);
    expect(claims).toEqual({
      ...{
        iss: 'http://localhost:8000',
        aud: 'hexagone',
        sub: ACCOUNT,
        sid,
        scope: 'sites:read',
        client_id: 'hexagone',
      },
      auth_time: 1_767_323_045,
    });
    expect(exp - iat).toBeCloseTo(600, 3);
    expect(Math.abs(Date.now() / 1000 - iat)).toBeLessThan(5);
    expect(jti).toMatch(/^[\w-]{36}$/);
  });

  it('lives ten minutes at most', async () => {
    const lives = async (lifetime: number): Promise<number> => {
      const { iat = 0, exp = 0 } = decodeJwt(await issue(a, { lifetime }));
      return Math.round(exp - iat);
    };
    expect(await lives(60)).toBe(60);
    expect(await lives(86_400)).toBe(600);
  });

  it('is known to every replica', async () => {
    const token = await issue(a);
    expect(await b.authenticator.principalOf(token)).toMatchObject({ subject: ACCOUNT, scopes: ['sites:read'] });
  });
});

describe('keys', () => {
  it('begin with one, however many processes need it at once', async () => {
    const tokens = await Promise.all([a, b, a, b, a, b].map((by) => issue(by)));
    expect(new Set(tokens.map(kidOf)).size).toBe(1);
    expect(Object.values(await phases())).toEqual(['current']);
  });

  it('begin with one that signs, also where a next one is asked for', async () => {
    const { kid, phase } = await a.keys.rotate(false);
    expect(phase).toBe('current');
    expect(kidOf(await issue(a))).toBe(kid);
  });

  it('are published without their private part', async () => {
    const [key] = await a.keys.published();
    expect(key).toEqual({
      ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' },
      ...{ x: expect.stringMatching(/^[\w-]{43}$/), kid: expect.any(String) },
    });
  });

  it('are stored sealed', async () => {
    await issue(a);
    const text = JSON.stringify((await database.query('SELECT * FROM signing_key')).rows);
    expect(text).not.toContain('"d"');
  });

  it('follow each other without a token being refused', async () => {
    const first = await issue(a);
    const next = await a.keys.rotate(false);
    expect(next.phase).toBe('next');
    expect(Date.parse(next.sign_from) - Date.now()).toBeGreaterThan(595_000);
    expect(await a.keys.rotate(false)).toEqual(next);
    expect(kidOf(await issue(a))).toBe(kidOf(first));
    expect(await published()).toEqual([next.kid, kidOf(first)]);

    await passed('10 minutes 1 second');
    const second = await issue(a);
    expect(kidOf(second)).toBe(next.kid);
    expect(await phases()).toEqual({ [next.kid]: 'current', [kidOf(first)]: 'former' });
    expect([await isGood(a, first), await isGood(b, first), await isGood(b, second)]).toEqual([true, true, true]);

    await passed('11 minutes');
    expect(await phases()).toEqual({ [next.kid]: 'current', [kidOf(first)]: 'withdrawn' });
    expect(await published()).toEqual([next.kid]);
    expect(await refusedAfter(b, first)).toBeLessThan(5_000);
  });

  it('are followed at once where that is asked, also in place of one that was yet to come', async () => {
    const first = await issue(a);
    expect(await isGood(b, first)).toBe(true);
    const pending = await a.keys.rotate(false);
    const present = await a.keys.rotate(true);
    expect(await phases()).toEqual({ [present.kid]: 'current', [kidOf(first)]: 'former' });
    expect(await published()).not.toContain(pending.kid);
    const second = await issue(b);
    expect(kidOf(second)).toBe(present.kid);
    for (const by of [a, b]) expect([await isGood(by, first), await isGood(by, second)]).toEqual([true, true]);
    const { sign_until, retire_at } = (await a.keys.list()).find(({ kid }) => kid === kidOf(first))!;
    expect(sign_until).toBe(present.sign_from);
    expect(Date.parse(retire_at!) - Date.parse(sign_until!)).toBe(660_000);
  });

  it('that are revoked take their tokens with them, everywhere within 5 s; another signs', async () => {
    const first = await issue(a);
    expect(await isGood(b, first)).toBe(true);
    expect(await a.keys.revoke(kidOf(first))).toBe(true);
    expect(await a.keys.revoke(kidOf(first))).toBe(false);
    const second = await issue(b);
    expect(kidOf(second)).not.toBe(kidOf(first));
    expect(await refusedAfter(b, first)).toBeLessThan(5_000);
    expect(await isGood(b, second)).toBe(true);
    expect(await published()).toEqual([kidOf(second)]);
    await expect(a.keys.revoke('unknown')).rejects.toMatchObject({ code: 'identity.key-not-found' });
  });

  it('go on when the one to come is revoked', async () => {
    const first = await issue(a);
    const next = await a.keys.rotate(false);
    await a.keys.revoke(next.kid);
    const [other] = await a.keys.list();
    expect(await phases()).toEqual({ [other!.kid]: 'next', [next.kid]: 'revoked', [kidOf(first)]: 'current' });
    await passed('9 minutes 55 seconds');
    expect(kidOf(await issue(a))).toBe(kidOf(first));
    await passed('10 seconds');
    expect(kidOf(await issue(a))).toBe(other!.kid);
  });

  it('are followed when they have signed for 90 days, once', async () => {
    await issue(a);
    await passed('89 days');
    expect(await a.keys.rotateWhenOld()).toBeNull();
    await passed('1 day');
    const rotated = await Promise.all([a, b, a].map((by) => by.keys.rotateWhenOld()));
    expect(rotated.filter(Boolean)).toMatchObject([{ phase: 'next' }]);
  });

  it('of another secret, altered or put under another name are refused in words, and replaced by order', async () => {
    const token = await issue(a);
    const stranger = replicaOn(database, { secret: OTHER_SECRET });
    const sealed = { code: 'identity.key-sealed', kind: 'unavailable' };
    await expect(issue(stranger)).rejects.toMatchObject(sealed);
    await expect(stranger.keys.mustOpen()).rejects.toThrow(/HEXAGONE_SECRET.*hexagone keys rotate --now/);
    expect(await isGood(stranger, token)).toBe(true);
    await stranger.keys.rotate(true);
    expect(await isGood(b, await issue(stranger))).toBe(true);
    await expect(stranger.keys.mustOpen()).resolves.toBeUndefined();

    await a.keys.rotate(true);
    await database.query(
      `UPDATE signing_key SET private_sealed = set_byte(private_sealed, 40, 255 - get_byte(private_sealed, 40))`,
    );
    await expect(issue(a)).rejects.toMatchObject(sealed);
  });

  it('whose seal is that of another key sign nothing', async () => {
    await issue(a);
    await a.keys.rotate(true);
    await database.query(
      `UPDATE signing_key k SET private_sealed = o.private_sealed FROM signing_key o WHERE o.kid <> k.kid`,
    );
    await expect(issue(a)).rejects.toMatchObject({ code: 'identity.key-sealed' });
  });
});

describe('a revocation', () => {
  it.each(['subject', 'session'] as const)('of a %s reaches the other replica within 5 s', async (what) => {
    const sessionId = uuidV7();
    const token = await issue(a, { sessionId });
    const other = await issue(a, { subject: uuidV7(), sessionId: uuidV7() });
    expect(await isGood(b, token)).toBe(true);
    await a.revocations.revoke(what === 'subject' ? ACCOUNT : sessionId);
    expect(await isGood(a, token)).toBe(false);
    expect(await refusedAfter(b, token)).toBeLessThan(5_000);
    expect(await isGood(b, other)).toBe(true);
  });

  it('spares what is issued after it, be it in the same millisecond', async () => {
    for (let i = 0; i < 20; i++) {
      const before = await issue(a);
      await a.revocations.revoke(ACCOUNT);
      const after = await issue(a);
      expect([await isGood(a, before), await isGood(a, after)]).toEqual([false, true]);
    }
  });

  it('comes and goes with its transaction', async () => {
    const token = await issue(a);
    await a.database
      .run(async () => {
        await a.revocations.revoke(ACCOUNT);
        expect(await isGood(a, token)).toBe(true);
        throw new Error('undone');
      })
      .catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'undone' });
      });
    expect(await isGood(a, token)).toBe(true);
  });
});
