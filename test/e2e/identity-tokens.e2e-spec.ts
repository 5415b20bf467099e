import { type CliCommand, Database, programOf, ServiceChecks } from '@hexagone/platform';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { RestrictProcessing } from '../../libs/identity/src/application/rights/restrict-processing';
import { Sessions } from '../../libs/identity/src/application/sessions';
import { KeysCommand } from '../../libs/identity/src/infrastructure/tokens/keys.command';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { bearer, machine, person, signIn } from '../support/identity';
import { testSettings } from '../support/settings';

const GUARDED = '/imports';
const SCOPE = 'imports:read';

interface Key {
  readonly kid: string;
  readonly phase: string;
}

describe('tokens over HTTP, two replicas', () => {
  let database: FreshDatabase;
  let a: Service;
  let b: Service;
  const replica = (more = {}): Promise<Service> =>
    createApp({ settings: testSettings({ databaseUrl: database.url, access: 'protected', ...more }) });

  beforeAll(async () => {
    database = await freshDatabase();
    [a, b] = [await replica(), await replica()];
    for (const { app } of [a, b]) await app.get(Database).open();
  });
  afterAll(async () => {
    for (const { app } of [a, b]) await app.close();
    await database.close();
  });

  const get = (url: string, headers: Record<string, string> = {}, { app } = a) => app.inject({ url, headers });
  const statusOf = async (headers: Record<string, string>, by = a): Promise<number> =>
    (await get(GUARDED, headers, by)).statusCode;

  /** How long a replica goes on accepting (ms). */
  async function acceptedFor(headers: Record<string, string>, by = b): Promise<number> {
    const began = performance.now();
    while ((await statusOf(headers, by)) === 200 && performance.now() - began < 10_000) await sleep(50);
    return performance.now() - began;
  }

  async function keys<T>(...words: string[]): Promise<T> {
    let said = '';
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    try {
      const commands: CliCommand[] = [a.app.get(KeysCommand)];
      await programOf(commands, '0').parseAsync(['keys', ...words, '--json'], { from: 'user' });
      return JSON.parse(said) as T;
    } finally {
      spy.mockRestore();
    }
  }

  it('lets a person and a machine in with the scope, and nobody else', async () => {
    const { headers } = await person(a.app, SCOPE);
    expect([await statusOf(headers), await statusOf(headers, b)]).toEqual([200, 200]);
    expect(await statusOf(await machine(a.app, SCOPE), b)).toBe(200);
    const other = await get(GUARDED, (await person(a.app, 'sites:read')).headers);
    expect([other.statusCode, other.headers['www-authenticate']]).toEqual([
      403,
      `Bearer realm="hexagone", error="insufficient_scope", scope="${SCOPE}"`,
    ]);
    const { tokens } = await person(a.app, SCOPE);
    for (const bad of [`${tokens.access_token}x`, tokens.refresh_token!, 'x']) {
      const { statusCode, headers: said } = await get(GUARDED, bearer(bad));
      expect([statusCode, said['www-authenticate']]).toEqual([401, 'Bearer realm="hexagone", error="invalid_token"']);
    }
  });

  it('publishes the keys, by which anybody can verify a token', async () => {
    await a.app.listen({ port: 0, host: '127.0.0.1' });
    const { tokens } = await person(b.app, SCOPE);
    const answer = await get('/.well-known/jwks.json');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      'content-type': expect.stringMatching(/^application\/json/),
    });
    expect(answer.body).not.toMatch(/"d":|sealed/);
    const known = createRemoteJWKSet(new URL('/.well-known/jwks.json', await a.app.getUrl()));
    const { payload } = await jwtVerify(tokens.access_token, known, { typ: 'at+jwt', audience: 'hexagone' });
    expect(payload).toEqual(decodeJwt(tokens.access_token));
    expect((await get('/.well-known/jwks.json?x=1')).statusCode).toBe(400);
  });

  it('has keys that follow each other by command: old tokens stay good, those of a revoked key die within 5 s', async () => {
    const before = await person(a.app, SCOPE);
    expect(await statusOf(before.headers, b)).toBe(200);
    const { kid, phase } = await keys<Key>('rotate', '--now');
    expect(phase).toBe('current');
    const after = await person(b.app, SCOPE);
    expect(decodeProtectedHeader(after.tokens.access_token).kid).toBe(kid);
    for (const by of [a, b]) for (const { headers } of [before, after]) expect(await statusOf(headers, by)).toBe(200);

    const old = decodeProtectedHeader(before.tokens.access_token).kid!;
    expect(await keys<Key[]>('list')).toMatchObject([
      { kid, phase: 'current' },
      { kid: old, phase: 'former' },
    ]);
    expect(await keys('revoke', old)).toEqual({ kid: old, revoked: true });
    expect(await keys('revoke', old)).toEqual({ kid: old, revoked: false });
    const accepted = await Promise.all([a, b].map((by) => acceptedFor(before.headers, by)));
    expect(Math.max(...accepted)).toBeLessThan(5_000);
    expect(await statusOf(after.headers, b)).toBe(200);
    await expect(keys('revoke', 'unknown')).rejects.toMatchObject({ code: 'identity.key-not-found' });

    const { rows } = await a.app
      .get(Database)
      .query(`SELECT actor, action, target, outcome FROM audit_event WHERE action LIKE 'key.%' ORDER BY at`);
    const done = { actor: 'cli', outcome: 'success' };
    expect(rows).toEqual([
      { ...done, action: 'key.rotate', target: `key:${kid}` },
      { ...done, action: 'key.revoke', target: `key:${old}` },
    ]);
  });

  it('refuses on every replica within 5 s what was ended on one', async () => {
    const { account, headers } = await person(a.app, SCOPE);
    const other = bearer((await signIn(a.app, account)).access_token);
    const sid = String(decodeJwt(headers.authorization.slice(7))['sid']);
    expect([await statusOf(headers, b), await statusOf(other, b)]).toEqual([200, 200]);
    await a.app.get(Sessions).end(sid, account.id, 'logout');
    expect(await statusOf(headers)).toBe(401);
    expect(await acceptedFor(headers)).toBeLessThan(5_000);
    expect(await statusOf(other, b)).toBe(200);
  });

  it('knows of a person whose data are only to be kept, at once or on another replica within 5 s', async () => {
    const { account, headers } = await person(a.app, SCOPE);
    for (const by of [a, b]) expect(await statusOf(headers, by)).toBe(200);
    await a.app.get(RestrictProcessing).execute(account.id, true, { actor: 'cli' });
    const answer = await get(GUARDED, headers);
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/platform.restricted']);
    expect(await acceptedFor(headers)).toBeLessThan(5_000);
    await a.app.get(RestrictProcessing).execute(account.id, false, { actor: 'cli' });
    expect(await statusOf(headers)).toBe(200);
  });

  it('writes down a refresh token used twice, although the answer is an error', async () => {
    const { account, tokens } = await person(a.app, SCOPE);
    await a.app.get(Sessions).refresh(tokens.refresh_token!);
    await expect(b.app.get(Sessions).refresh(tokens.refresh_token!)).rejects.toMatchObject({ kind: 'unauthenticated' });
    const { rows } = await a.app
      .get(Database)
      .query('SELECT action, outcome FROM audit_event WHERE target = $1', [`account:${account.id}`]);
    expect(rows).toEqual([{ action: 'auth.refresh_reused', outcome: 'denied' }]);
  });

  it('does not start where the signing key was sealed with another secret, and says what to do', async () => {
    const stranger = await replica({ secret: 'another secret of more than 32 bytes, which nobody knows' });
    await expect(stranger.app.get(ServiceChecks).mayStart()).rejects.toThrow(
      /sealed with another HEXAGONE_SECRET.*hexagone keys rotate --now/,
    );
    await expect(person(stranger.app, SCOPE)).rejects.toMatchObject({
      code: 'identity.key-sealed',
      kind: 'unavailable',
    });
    await stranger.app.close();
    await expect(a.app.get(ServiceChecks).mayStart()).resolves.toBeUndefined();
  });
});
