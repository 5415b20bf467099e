import { createHmac, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database, Settings } from '@hexagone/platform';
import { TokenAuthenticator } from './token-authenticator';
import { VerificationState } from './verification-state';

const ISSUER = 'https://hexagone.example';
const ACCOUNT = '0198a000-0000-7000-8000-000000000001';
const SESSION = '0198a000-0000-7000-8000-000000000002';

const ours = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicJwk = ours.publicKey.export({ format: 'jwk' });

const KID = 'our-key';
const HEADER = { alg: 'EdDSA', kid: KID, typ: 'at+jwt' };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (): number => Date.now() / 1000;

const claims = (more: object = {}): object => ({
  ...{ iss: ISSUER, aud: 'hexagone', sub: ACCOUNT, iat: seconds(), exp: seconds() + 600, jti: 'j', sid: SESSION },
  ...{ scope: 'sites:read sites:write', client_id: 'hexagone', auth_time: 1_760_000_000 },
  ...more,
});

const signed = (text: string, key: KeyObject): string => sign(null, Buffer.from(text), key).toString('base64url');

function token(payload: object = claims(), header: object = HEADER, key: KeyObject = ours.privateKey): string {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${signed(text, key)}`;
}

const hmac = (hash: string, secret: string | Buffer, header: object): string => {
  const text = `${part(header)}.${part(claims())}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
};

const without = (name: string): object =>
  Object.fromEntries(Object.entries(claims()).filter(([member]) => member !== name));

/** A database that knows what the test says, and counts how often it is asked. */
class Known {
  asked = 0;
  keys: Record<string, JsonWebKey> = { [KID]: publicJwk, second: other.publicKey.export({ format: 'jwk' }) };
  revoked: Record<string, number> = {};
  restricted: string[] = [];
  failing = false;

  apart<T>(work: () => T): T {
    return work();
  }

  query(): Promise<object> {
    this.asked++;
    const { keys, revoked, restricted } = this;
    if (this.failing) return Promise.reject(new Error('no database'));
    return Promise.resolve({ rows: [{ keys, revoked, restricted }], rowCount: 1 });
  }
}

function authenticator(known = new Known()): { known: Known; tokens: TokenAuthenticator } {
  const state = new VerificationState(known as unknown as Database);
  return { known, tokens: new TokenAuthenticator(state, { publicUrl: ISSUER } as Settings) };
}

const { tokens } = authenticator();
const isGood = async (text: string): Promise<boolean> => (await tokens.principalOf(text)) !== null;

describe('a token', () => {
  it('says who calls', async () => {
    expect(await tokens.principalOf(token())).toEqual({
      ...{ subject: ACCOUNT, scopes: ['sites:read', 'sites:write'], kind: 'person', clientId: 'hexagone' },
      ...{ sessionId: SESSION, authenticatedAt: new Date('2025-10-09T08:53:20Z'), restricted: false },
    });
    const sub = `client:${SESSION}`;
    expect(await tokens.principalOf(token({ ...without('sid'), sub, client_id: SESSION, scope: '' }))).toMatchObject({
      ...{ subject: sub, scopes: [], kind: 'client', clientId: SESSION, sessionId: null },
    });
  });

  it.each(['none', 'nOnE', 'NONE', ''])('without a signature is none: alg %p', async (alg) => {
    const text = `${part({ ...HEADER, alg })}.${part(claims())}`;
    expect(await isGood(`${text}.`)).toBe(false);
    expect(await isGood(`${text}.${signed(text, ours.privateKey)}`)).toBe(false);
  });

  it('with an empty, cut or foreign signature is none', async () => {
    const good = token();
    const [header, payload, signature] = good.split('.') as [string, string, string];
    for (const bad of ['', signature.slice(0, -2), signed(`${header}.${payload}`, other.privateKey)])
      expect(await isGood(`${header}.${payload}.${bad}`)).toBe(false);
    expect(await isGood(`${header}.${part(claims({ scope: 'users:admin' }))}.${signature}`)).toBe(false);
    expect(await isGood(good)).toBe(true);
  });

  const pem = ours.publicKey.export({ format: 'pem', type: 'spki' });
  it.each([
    ['HS256', 'sha256', Buffer.from(publicJwk.x ?? '', 'base64url')],
    ['HS256', 'sha256', publicJwk.x ?? ''],
    ['HS256', 'sha256', pem],
    ['HS384', 'sha384', pem],
    ['HS512', 'sha512', pem],
  ])('signed by %s with the public key is none', async (alg, hash, secret) => {
    expect(await isGood(hmac(hash, secret, { ...HEADER, alg }))).toBe(false);
  });

  it.each(['RS256', 'PS256', 'ES256', 'Ed25519', 'Ed448'])('of algorithm %s is none', async (alg) => {
    const text = `${part({ ...HEADER, alg })}.${part(claims())}`;
    const byRsa = sign('sha256', Buffer.from(text), rsa.privateKey).toString('base64url');
    expect(await isGood(`${text}.${byRsa}`)).toBe(false);
    expect(await isGood(`${text}.${signed(text, ours.privateKey)}`)).toBe(false);
  });

  it.each([
    ['ended 31 s ago', { iat: seconds() - 300, exp: seconds() - 31 }, false],
    ['ended 25 s ago', { iat: seconds() - 300, exp: seconds() - 25 }, true],
    ['issued 10 min ahead', { iat: seconds() + 600, exp: seconds() + 900 }, false],
    ['valid in 10 min', { nbf: seconds() + 600 }, false],
    ['of more than 10 min', { iat: seconds() - 640, exp: seconds() + 3600 }, false],
    ['issued at a text', { iat: 'yesterday' }, false],
  ])('%s: %p is %p', async (_, times, good) => {
    expect(await isGood(token(claims(times)))).toBe(good);
  });

  it.each(['exp', 'iat', 'jti', 'sub', 'scope', 'client_id', 'auth_time', 'aud', 'iss'])(
    'without %s is none',
    async (name) => {
      expect(await isGood(token(without(name)))).toBe(false);
    },
  );

  it.each([
    [{ aud: 'another' }],
    [{ iss: 'https://hexagone.example.evil' }],
    [{ iss: `${ISSUER}/` }],
    [{ sub: 'claire@example.org' }],
    [{ sub: `client:${ACCOUNT}x` }],
    [{ sub: '__proto__' }],
    [{ scope: ['users:admin'] }],
    [{ client_id: 7 }],
  ])('that claims %p is none', async (claim) => {
    expect(await isGood(token(claims(claim)))).toBe(false);
  });

  it.each(['JWT', 'jwt', undefined, 'at+jwt; x', 'rt+jwt'])('of type %p is none', async (typ) => {
    expect(await isGood(token(claims(), { ...HEADER, typ }))).toBe(false);
  });

  it.each(['../../etc/passwd', "' or 1=1", '__proto__', 'constructor', '', undefined, 7, [KID]])(
    'of the key %p is none',
    async (kid) => {
      expect(await isGood(token(claims(), { ...HEADER, kid }))).toBe(false);
    },
  );

  it('signed by another of our keys than it names is none', async () => {
    expect(await isGood(token(claims(), { ...HEADER, kid: 'second' }))).toBe(false);
    expect(await isGood(token(claims(), { ...HEADER, kid: 'second' }, other.privateKey))).toBe(true);
  });

  it.each(['', '.', '..', 'forged', 'a.b.c', `${token()}.x`, 'A'.repeat(43), `${token()}${'A'.repeat(4_096)}`])(
    'of no such form is none (%#)',
    async (text) => {
      expect(await isGood(text)).toBe(false);
    },
  );

  it('of more than 4 kB is none, well signed or not', async () => {
    expect(await isGood(token(claims({ more: 'x'.repeat(2_000) })))).toBe(true);
    expect(await isGood(token(claims({ more: 'x'.repeat(3_000) })))).toBe(false);
  });

  it('with an unknown critical header is none', async () => {
    expect(await isGood(token(claims(), { ...HEADER, crit: ['b64'], b64: false }))).toBe(false);
    expect(await isGood(token(claims(), { ...HEADER, crit: ['exp'], exp: 1 }))).toBe(false);
  });
});

describe('a key that a token brings', () => {
  let server: Server;
  let requests = 0;
  beforeAll(async () => {
    server = createServer((_, answer) => {
      requests++;
      answer.end(JSON.stringify({ keys: [{ ...other.publicKey.export({ format: 'jwk' }), kid: 'theirs' }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  it('or names is neither believed nor fetched', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    const jwk = other.publicKey.export({ format: 'jwk' });
    for (const brought of [{ jwk }, { jku: url }, { x5u: url }, { x5c: ['MIIB'] }, { jwk, jku: url, x5u: url }])
      for (const kid of [KID, 'theirs', undefined]) {
        expect(await isGood(token(claims(), { ...HEADER, ...brought, kid }, other.privateKey))).toBe(false);
      }
    expect(requests).toBe(0);
  });
});

describe('what may change of a token', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.now() });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is judged anew each time, without a signature being checked again and without waiting', async () => {
    const { tokens, known } = authenticator();
    const text = token();
    await tokens.principalOf(text);
    expect(tokens.principalOf(text)).toMatchObject({ subject: ACCOUNT });
    jest.setSystemTime(Date.now() + 629_000);
    expect(tokens.principalOf(text)).not.toBeNull();
    jest.setSystemTime(Date.now() + 2_000);
    expect(tokens.principalOf(text)).toBeNull();
    expect(known.asked).toBe(1);
  });

  it.each([
    ['the subject', ACCOUNT],
    ['the session', SESSION],
  ])('is known 4 s after a revocation of %s', async (_, name) => {
    const { tokens, known } = authenticator();
    const text = token();
    await tokens.principalOf(text);
    known.revoked = { [name]: seconds() + 0.001 };
    jest.advanceTimersByTime(1_900);
    expect(await tokens.principalOf(text)).not.toBeNull();
    jest.advanceTimersByTime(2_200);
    expect(await tokens.principalOf(text)).toBeNull();
    jest.advanceTimersByTime(1_000);
    expect(await tokens.principalOf(token())).not.toBeNull();
  });

  it('is asked for in the background while tokens come, and nothing is decided on old news', async () => {
    const { tokens, known } = authenticator();
    const text = token();
    await tokens.principalOf(text);
    jest.advanceTimersByTime(2_100);
    for (let i = 0; i < 10; i++) expect(tokens.principalOf(text)).not.toBeInstanceOf(Promise);
    await jest.advanceTimersByTimeAsync(0);
    expect(known.asked).toBe(2);
    known.failing = true;
    jest.advanceTimersByTime(4_100);
    await expect(tokens.principalOf(text)).rejects.toThrow('no database');
    known.failing = false;
    expect(await tokens.principalOf(text)).not.toBeNull();
  });

  it('is known at once to the process that revokes', async () => {
    const known = new Known();
    const state = new VerificationState(known as unknown as Database);
    const tokens = new TokenAuthenticator(state, { publicUrl: ISSUER } as Settings);
    const text = token();
    await tokens.principalOf(text);
    known.revoked = { [ACCOUNT]: seconds() + 0.001 };
    state.outdate();
    expect(await tokens.principalOf(text)).toBeNull();
  });

  it('ends with its key', async () => {
    const { tokens, known } = authenticator();
    const text = token();
    await tokens.principalOf(text);
    known.keys = {};
    jest.advanceTimersByTime(4_100);
    expect(await tokens.principalOf(text)).toBeNull();
  });

  it('tells of a person whose data are only to be kept', async () => {
    const { tokens, known } = authenticator();
    const text = token();
    expect(await tokens.principalOf(text)).toMatchObject({ restricted: false });
    known.restricted = [ACCOUNT];
    jest.advanceTimersByTime(4_100);
    expect(await tokens.principalOf(text)).toMatchObject({ restricted: true });
  });

  it('finds a new key at once, but looks for made-up ones at most every 10 s', async () => {
    const { tokens, known } = authenticator();
    const made = (kid: string): string => token(claims(), { ...HEADER, kid });
    await tokens.principalOf(token());
    known.keys = { ...known.keys, third: publicJwk };
    expect(await tokens.principalOf(made('third'))).not.toBeNull();
    expect(known.asked).toBe(2);
    for (let i = 0; i < 50; i++) await tokens.principalOf(made(`made-up-${String(i)}`));
    expect(known.asked).toBe(2);
    jest.advanceTimersByTime(10_001);
    await tokens.principalOf(made('made-up'));
    const asked = known.asked;
    await tokens.principalOf(made('made-up'));
    expect(known.asked).toBe(asked);
  });

  it('is remembered of 10 000 tokens, the latest', async () => {
    const { tokens } = authenticator();
    const first = token();
    await tokens.principalOf(first);
    const { remembered } = tokens as unknown as { remembered: Map<string, unknown> };
    const [read] = remembered.values();
    for (let i = 1; i < 10_000; i++) remembered.set(String(i), read);
    await tokens.principalOf(token(claims({ jti: 'one more' })));
    expect(remembered.size).toBe(10_000);
    const again = tokens.principalOf(first);
    expect(again).toBeInstanceOf(Promise);
    expect(await again).not.toBeNull();
    expect(remembered.size).toBe(10_000);
  });
});
