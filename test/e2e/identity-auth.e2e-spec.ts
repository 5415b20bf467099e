import { setTimeout as sleep } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { bearer, makeAccount, PASSWORD } from '../support/identity';
import { type Answer, refusal, serveSites, type SitesService } from '../support/sites-service';

const EMAIL = 'claire.martin@example.org';
const from = (address: string): { readonly 'x-forwarded-for': string } => ({ 'x-forwarded-for': address });

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}
const tokensOf = ({ body }: Answer): Tokens => body as unknown as Tokens;
const decoded = (token: string): Record<string, unknown>[] =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);

describe('signing in', () => {
  let database: FreshDatabase;
  let replicas: SitesService[];
  let at: SitesService;
  let other: SitesService;
  let id: string;
  beforeAll(async () => {
    database = await freshDatabase();
    const parts = { database: Promise.resolve({ ...database, close: () => Promise.resolve() }) };
    const settings = { trustedProxies: ['127.0.0.1'], access: 'protected' as const };
    replicas = [await serveSites(settings, parts), await serveSites(settings, parts)];
    [at, other] = replicas as [SitesService, SitesService];
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.close();
    await database.close();
  });
  beforeEach(async () => {
    await at.query('TRUNCATE account, auth_throttle CASCADE');
    ({ id } = await makeAccount(at.service.app, { email: EMAIL, scopes: ['sites:read', 'sites:write'] }));
  });

  const login = (password = PASSWORD, more: object = {}, address = '192.0.2.1', where = at): Promise<Answer> =>
    where.post('/auth/login', { email: EMAIL, password, ...more }, from(address));
  const events = (action: string): Promise<object[]> =>
    at.query(
      'SELECT actor, target, outcome, detail FROM audit_event WHERE action = $1 AND (target = $2 OR target IS NULL) ORDER BY id DESC',
      [action, `account:${id}`],
    );

  it('gives tokens that hold no address, signed with a published key', async () => {
    const answer = await login();
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      refresh_expires_in: 1_209_600,
      scope: 'sites:read sites:write',
    });
    const [header, claims] = decoded(tokensOf(answer).access_token);
    const { body } = await at.get('/.well-known/jwks.json');
    const kids = (body['keys'] as { kid: string }[]).map(({ kid }) => kid);
    expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
    expect(kids).toContain(header?.['kid']);
    expect(JSON.stringify(claims)).not.toContain('@');
    expect(claims?.['sub']).toBe(id);
    const headers = bearer(tokensOf(answer).access_token);
    expect((await at.get('/sites', headers)).status).toBe(200);
    expect((await at.get('/me', headers)).body).toMatchObject({ id, email: EMAIL });
  });

  it('is told to the audit log with the network alone, and to the account', async () => {
    await login();
    await login('a wrong password');
    await at.post('/auth/login', { email: 'nobody@example.org', password: PASSWORD }, from('192.0.2.1'));
    const target = `account:${id}`;
    const network = '192.0.2.0/24';
    const [unknown, wrong, right] = (await events('auth.login')).slice(0, 3);
    expect(unknown).toEqual({ actor: 'anonymous', target: null, outcome: 'failure', detail: { network } });
    expect(wrong).toEqual({ actor: 'anonymous', target, outcome: 'failure', detail: { network } });
    expect(right).toEqual({
      actor: target,
      target,
      outcome: 'success',
      detail: { network, scopes: ['sites:read', 'sites:write'] },
    });
    const [account] = await at.query("SELECT last_login_at > now() - interval '1 min' AS recent FROM account");
    expect(account).toEqual({ recent: true });
  });

  it('may ask for fewer scopes, and for no others', async () => {
    const narrow = await login(PASSWORD, { scope: 'sites:read' });
    expect(narrow.body['scope']).toBe('sites:read');
    expect((await at.post('/sites', {}, bearer(tokensOf(narrow).access_token))).status).toBe(403);
    const refreshed = await at.post('/auth/refresh', { refresh_token: tokensOf(narrow).refresh_token });
    expect(refreshed.body['scope']).toBe('sites:read');
    const wide = await login(PASSWORD, { scope: 'sites:read users:admin' });
    expect(refusal(wide)).toBe('400 identity.invalid-scope');
    expect(wide.body['error']).toBe('invalid_scope');
  });

  it.each(['pending', 'disabled'] as const)(
    'of a %s account says so to who knows the password alone',
    async (state) => {
      await at.query('UPDATE account SET state = $1', [state]);
      expect(refusal(await login('a wrong password'))).toBe('401 identity.invalid-credentials');
      const code = { pending: 'email-unverified', disabled: 'account-disabled' }[state];
      expect(refusal(await login())).toBe(`403 identity.${code}`);
      expect((await events('auth.login'))[0]).toMatchObject({ outcome: 'denied', detail: { state } });
    },
  );

  it('waits after five wrong passwords, over two replicas, even with the right one; others need not', async () => {
    const wrong = [];
    for (let i = 0; i < 6; i++) wrong.push(await login('a wrong password', {}, '192.0.2.1', replicas[i % 2]));
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(wrong[5]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(wrong[5]?.headers['retry-after'])).toBeLessThanOrEqual(30);
    expect(refusal(await login())).toBe('429 identity.too-many-attempts');
    expect((await login(PASSWORD, {}, '198.51.100.7')).status).toBe(200);
    await at.query('UPDATE auth_throttle SET blocked_until = now()');
    expect((await login()).status).toBe(200);
    expect((await login('a wrong password')).status).toBe(401);
  });

  it('hashes a weak hash anew, once', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await at.query('UPDATE account SET password_hash = $1', [weak]);
    const stored = async (): Promise<string> =>
      (await at.query<{ password_hash: string }>('SELECT password_hash FROM account'))[0]?.password_hash ?? '';
    expect((await login()).status).toBe(200);
    const anew = await stored();
    expect(anew).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await login()).status).toBe(200);
    expect(await stored()).toBe(anew);
  });

  it('takes an address and a password however they are composed', async () => {
    const answer = await at.post('/auth/login', { email: ' Claire.MARTIN@example.org', password: PASSWORD });
    expect(answer.status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['a line break', { email: 'a\nfake', password: 'x' }, '422 identity.invalid-email /email'],
    ['an escape code', { email: '\u001b[31m@example.org', password: 'x' }, '422 identity.invalid-email /email'],
    ['10 kB', { email: EMAIL, password: 'x'.repeat(10_240) }, '422 identity.password-too-long /password'],
    ['two faults', { email: 'x', password: 'x'.repeat(513) }, '422 platform.invalid-document /email /password'],
    ['no password', { email: EMAIL }, '422 platform.invalid-document /password'],
    [
      'other types',
      { email: 1, password: [], scopes: ['x'] },
      '422 platform.invalid-document /email /password /scopes',
    ],
  ])('with %s is refused', async (_, body, expected) => {
    expect(refusal(await at.post('/auth/login', body))).toBe(expected);
  });

  it('gives new tokens for a refresh token once', async () => {
    const first = tokensOf(await login());
    const second = await at.post('/auth/refresh', { refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect(refusal(await at.post('/auth/refresh', { refresh_token: first.refresh_token }))).toBe(
      '401 identity.invalid-refresh-token',
    );
    expect((await at.post('/auth/refresh', { refresh_token: tokensOf(second).refresh_token })).status).toBe(401);
    expect(await events('auth.refresh_reused')).toHaveLength(1);
  });

  it('is slow for who guesses refresh tokens', async () => {
    const guess = (token: string): Promise<Answer> =>
      at.post('/auth/refresh', { refresh_token: token }, from('192.0.2.9'));
    const answers = [];
    for (let i = 0; i < 31; i++) answers.push((await guess(`guess-${i}`)).status);
    expect(answers.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(answers[30]).toBe(429);
  });

  it('ends with the session, on every replica within 5 s; with all: with all of them', async () => {
    const [one, two, three] = [tokensOf(await login()), tokensOf(await login()), tokensOf(await login())];
    const headers = ({ access_token }: Tokens): { authorization: string } => bearer(access_token);
    expect((await other.get('/sites', headers(one))).status).toBe(200);
    expect((await at.post('/auth/logout', undefined, headers(one))).status).toBe(204);
    expect((await at.post('/auth/refresh', { refresh_token: one.refresh_token })).status).toBe(401);
    await sleep(5_000);
    expect((await other.get('/sites', headers(one))).status).toBe(401);
    expect((await other.get('/sites', headers(two))).status).toBe(200);
    expect((await at.post('/auth/logout?all=true', undefined, headers(two))).status).toBe(204);
    expect((await at.get('/sites', headers(three))).status).toBe(401);
    expect((await at.post('/auth/refresh', { refresh_token: three.refresh_token })).status).toBe(401);
    expect((await events('auth.logout')).map((event) => (event as { detail: object }).detail)).toEqual([
      { ended_sessions: 2 },
      { ended_sessions: 1 },
    ]);
  });

  it('out needs the token of a person', async () => {
    expect((await at.post('/auth/logout')).status).toBe(401);
    expect(
      refusal(await at.post('/auth/logout?all=yes', undefined, bearer(tokensOf(await login()).access_token))),
    ).toBe('400 platform.invalid-parameters ?all');
  });
});
