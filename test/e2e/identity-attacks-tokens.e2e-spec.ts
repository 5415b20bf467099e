import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { programOf } from '@hexagone/platform';
import { decodeProtectedHeader } from 'jose';
import { UserCommand } from '../../libs/identity/src/infrastructure/cli/user.command';
import { SqlSigningKeys } from '../../libs/identity/src/infrastructure/tokens/sql-signing-keys';
import { type Besieged, besieged, type Headers, type Replica, type Reply, until } from '../support/attackers';
import { type Forgery, forged } from '../support/forgery';
import { bearer, makeAccount, PASSWORD, person, signIn } from '../support/identity';

const REFUSED = '401 platform.token-required';
const now = (): number => Math.floor(Date.now() / 1000);

describe('an attacker with tokens', () => {
  let town: Besieged;
  let a: Replica;
  let b: Replica;
  let token: string;
  let key: KeyObject;
  beforeAll(async () => {
    town = await besieged();
    [a, b] = town.replicas;
    token = (await somebody()).tokens.access_token;
    ({ key } = await a.service.app.get(SqlSigningKeys).signer());
  });
  afterAll(() => town.close());

  const somebody = (...scopes: string[]): ReturnType<typeof person> =>
    person(a.service.app, 'imports:read', 'sites:read', ...scopes);
  /** What both replicas say of the token of that person, changed. */
  async function tried(forgery: Forgery): Promise<string> {
    const headers = bearer(forged(token, forgery));
    const [one, other] = [await a.get('/me', headers), await b.get('/me', headers)];
    expect(other.said).toBe(one.said);
    if (one.status === 401) expect(one.headers['www-authenticate']).toContain('error="invalid_token"');
    return one.said;
  }

  it('has nothing but a right key: the very same token is good, another subject is not found', async () => {
    expect(await tried({ key })).toBe('200');
    expect(await tried({ key, claims: { sub: '00000000-0000-7000-8000-000000000000' } })).toMatch(/^404/);
  });

  it('S01 signs with alg none, nOnE, or leaves the signature empty → 401', async () => {
    for (const alg of ['none', 'nOnE', 'NONE', '', 'EdDSA']) expect(await tried({ header: { alg } })).toBe(REFUSED);
  });

  it('S02 signs HS256 with the public key, raw or as PEM → 401', async () => {
    const open = createPublicKey(key);
    const keys = (await a.get('/.well-known/jwks.json')).body['keys'] as { x: string }[];
    const pem = String(open.export({ type: 'spki', format: 'pem' }));
    for (const text of [pem, pem.trim(), keys[0]!.x, Buffer.from(keys[0]!.x, 'base64url').toString('latin1')])
      expect(await tried({ header: { alg: 'HS256' }, key: text })).toBe(REFUSED);
  });

  it('S03 signs HS384, HS512, RS256 under the right kid → 401', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const alg of ['HS384', 'HS512']) expect(await tried({ header: { alg }, key: 'a secret' })).toBe(REFUSED);
    expect(await tried({ header: { alg: 'RS256' }, key: privateKey })).toBe(REFUSED);
  });

  it('S04 comes 31 s after exp → 401, 25 s after → 200; nbf or iat 10 min ahead → 401', async () => {
    expect(await tried({ key, claims: { exp: now() - 31 } })).toBe(REFUSED);
    expect(await tried({ key, claims: { exp: now() - 25 } })).toBe('200');
    expect(await tried({ key, claims: { nbf: now() + 600 } })).toBe(REFUSED);
    expect(await tried({ key, claims: { iat: now() + 600, exp: now() + 1_200 } })).toBe(REFUSED);
    expect(await tried({ key, claims: { iat: now() - 700, exp: now() + 86_400 } })).toBe(REFUSED);
  });

  it.each(['exp', 'iat', 'jti', 'sub', 'scope', 'client_id', 'auth_time'])('S05 leaves %s out → 401', async (claim) => {
    expect(await tried({ key, claims: { [claim]: undefined } })).toBe(REFUSED);
  });

  it('S06 has it for another aud or iss, or for none, as typ JWT, or brings the refresh token → 401', async () => {
    for (const claim of ['aud', 'iss'])
      for (const value of ['another', undefined])
        expect(await tried({ key, claims: { [claim]: value } })).toBe(REFUSED);
    for (const typ of ['JWT', undefined]) expect(await tried({ key, header: { typ } })).toBe(REFUSED);
    const { tokens } = await somebody();
    expect((await a.get('/me', bearer(String(tokens.refresh_token)))).said).toBe(REFUSED);
  });

  it('S07 names another key, by kid, jwk, jku or x5u → 401, and nobody fetches it', async () => {
    let asked = 0;
    const server = createServer((_, answer) => void answer.end(String(++asked))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/keys`;
    const own = generateKeyPairSync('ed25519');
    const jwk = own.publicKey.export({ format: 'jwk' });
    for (const kid of ['../../etc/passwd', `' or 1=1`, '', '__proto__', 7, undefined])
      for (const by of [key, own.privateKey]) expect(await tried({ key: by, header: { kid } })).toBe(REFUSED);
    for (const brought of [{ jwk }, { jku: url }, { x5u: url }, { jwk, kid: undefined }, { jku: url, kid: 'mine' }])
      expect(await tried({ key: own.privateKey, header: brought })).toBe(REFUSED);
    expect(asked).toBe(0);
    server.close();
  });

  it('S09 keeps a token after logout, another password, being disabled, `user revoke` → 401 on b within 5 s', async () => {
    const admin = await somebody('users:admin');
    const people = [await somebody(), await somebody(), await somebody(), await somebody()] as const;
    const kept: Headers[] = [];
    for (const { account } of people) kept.push(bearer((await signIn(a.service.app, account)).access_token));
    for (const headers of kept) expect((await b.get('/imports', headers)).said).toBe('200');
    const [out, renewed, disabled, revoked] = people;
    const password = { password: 'correct horse battery staple', current_password: PASSWORD };
    const user = `/users/${disabled.account.id}`;
    const done = [
      await a.post('/auth/logout?all=true', undefined, out.headers),
      await a.send('PATCH', '/me', { json: password, headers: renewed.headers }),
      await a.send('PATCH', user, { json: { state: 'disabled' }, headers: admin.headers }),
    ];
    expect(done.map(({ said }) => said)).toEqual(['204', '200', '200']);
    const terminal = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const words = ['user', 'revoke', '--email', revoked.account.email];
    await programOf([a.service.app.get(UserCommand)], '0').parseAsync(words, { from: 'user' });
    terminal.mockRestore();
    const took = await Promise.all(kept.map((headers) => until(401, () => b.get('/imports', headers))));
    expect(Math.max(...took)).toBeLessThan(5_000);
  });

  const refresh = (refresh_token: unknown, by = a): Promise<Reply> => by.post('/auth/refresh', { refresh_token });

  it('S10 uses a refresh token again → 401, its successor → 401, and it is written down', async () => {
    const { account, tokens } = await somebody();
    const next = await refresh(tokens.refresh_token);
    const again = await refresh(tokens.refresh_token, b);
    expect([next.said, again.said, (await refresh(next.body['refresh_token'])).said]).toEqual([
      ...['200', '401 identity.invalid-refresh-token', '401 identity.invalid-refresh-token'],
    ]);
    const written = `SELECT outcome FROM audit_event WHERE action = 'auth.refresh_reused' AND target = $1`;
    expect(await town.query(written, [`account:${account.id}`])).toEqual([{ outcome: 'denied' }]);
  });

  it('S10 uses one refresh token twenty times at once on two replicas → exactly one 200', async () => {
    const { tokens } = await somebody();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => refresh(tokens.refresh_token, n % 2 ? a : b)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // Guesses at one token are slowed down like those at a password.
    for (const { status } of answers) expect([200, 401, 429]).toContain(status);
  });

  it('has a token of a former key → 200; of a revoked one → 401 on b within 5 s', async () => {
    const former = await somebody();
    const keys = a.service.app.get(SqlSigningKeys);
    const { kid } = await keys.rotate(true);
    const email = former.account.email;
    const signedIn = await b.post('/auth/login', { email, password: PASSWORD });
    const fresh = String(signedIn.body['access_token']);
    expect(decodeProtectedHeader(fresh).kid).toBe(kid);
    expect((await b.get('/me', former.headers)).said).toBe('200');
    await keys.revoke(decodeProtectedHeader(former.tokens.access_token).kid!);
    expect(await until(401, () => b.get('/me', former.headers))).toBeLessThan(5_000);
    expect((await b.get('/me', bearer(fresh))).said).toBe('200');
  });

  describe('of a machine', () => {
    const said = ({ status, body, headers }: Reply): unknown[] => {
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      return [status, body['error']];
    };

    it('asks for more, with a wrong secret, as JSON, with a password → 400, 401, 415, 400 in the words of OAuth', async () => {
      const { headers } = await somebody('users:admin');
      const created = await a.post('/clients', { name: 'machine', scopes: ['sites:read'] }, headers);
      const { id: client_id, client_secret } = created.body as Record<string, string>;
      const shown = { grant_type: 'client_credentials', client_id: client_id!, client_secret: client_secret! };
      const ask = (form: Headers): Promise<Reply> => b.send('POST', '/oauth/token', { form: { ...shown, ...form } });
      expect((await ask({})).said).toBe('200');
      expect(said(await ask({ scope: 'sites:read sites:write' }))).toEqual([400, 'invalid_scope']);
      const wrong = await ask({ client_secret: 'x'.repeat(43) });
      expect(said(wrong)).toEqual([401, 'invalid_client']);
      expect(wrong.headers['www-authenticate']).toBe('Basic realm="hexagone"');
      expect(said(await b.post('/oauth/token', shown))).toEqual([415, 'invalid_request']);
      const { email } = await makeAccount(a.service.app);
      const asked = { grant_type: 'password', username: email, password: PASSWORD };
      expect(said(await ask(asked))).toEqual([400, 'unsupported_grant_type']);
    });
  });
});
