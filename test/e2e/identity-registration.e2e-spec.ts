import { createLog } from '@hexagone/platform';
import { refusal, serveSites, type SitesService } from '../support/sites-service';

const PASSWORD = 'quatre-chevaux-bleus';
const EMAIL = 'claire.martin@example.org';

describe('registering', () => {
  let at: SitesService;
  const lines: string[] = [];
  beforeAll(async () => {
    at = await serveSites(
      { access: 'protected' },
      { log: createLog('info', { write: (line: string) => void lines.push(line) }) },
    );
  });
  afterAll(() => at.close());
  beforeEach(() => at.query('TRUNCATE account, auth_throttle CASCADE'));

  const register = (more: object = {}): ReturnType<SitesService['post']> =>
    at.post('/auth/register', { email: EMAIL, password: PASSWORD, ...more });
  const accounts = (): Promise<Record<string, unknown>[]> =>
    at.query('SELECT email, email_fold, display_name, locale, scopes, state FROM account');

  it('makes an account that may read games, and nothing of others, and can sign in', async () => {
    const answer = await register({ email: ' Claire.Martin@Example.org', display_name: ' Claire ' });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ location: '/me', 'cache-control': 'no-store' });
    expect(answer.body).toEqual({ id: expect.any(String), email: 'Claire.Martin@Example.org', scopes: ['games:read'] });
    expect(await accounts()).toEqual([
      {
        email: 'Claire.Martin@Example.org',
        email_fold: EMAIL,
        display_name: 'Claire',
        locale: 'fr',
        scopes: ['games:read'],
        state: 'active',
      },
    ]);
    expect((await at.post('/auth/login', { email: EMAIL, password: PASSWORD })).status).toBe(200);
    const [event] = await at.query('SELECT actor, target, outcome FROM audit_event WHERE action = $1', [
      'auth.register',
    ]);
    const account = `account:${String(answer.body['id'])}`;
    expect(event).toEqual({ actor: account, target: account, outcome: 'success' });
  });

  it('keeps the password as argon2id with 19 MiB, two passes and one lane', async () => {
    await register();
    const [row] = await at.query<{ password_hash: string }>('SELECT password_hash FROM account');
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('takes each address once, however it is written', async () => {
    await register();
    expect(refusal(await register({ email: 'CLAIRE.martin@EXAMPLE.org' }))).toBe('409 identity.email-taken /email');
    expect(await accounts()).toHaveLength(1);
  });

  it('takes it once, too, of two who come at the same instant', async () => {
    const answers = await Promise.all([register(), register(), register()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it('gives nobody what they ask for themselves', async () => {
    const more = { role: 'admin', scopes: ['users:admin'], state: 'active', id: 1, created_at: '2020-01-01T00:00:00Z' };
    expect(refusal(await register(more))).toBe('422 platform.invalid-document /created_at /id /role /scopes /state');
    expect(await accounts()).toEqual([]);
  });

  it.each([
    ...['password1234', 'azertyuiop12', 'motdepasse123', 'Password2024!', 'Motdepasse2025!', 'Administrator1!'],
    ...['Hexagone2025!', '123456789012', 'aaaaaaaaaaaa', 'claire.martin75'],
  ])('refuses the password %j', async (password) => {
    const answer = await register({ password });
    expect(answer.status).toBe(422);
    expect(refusal(answer)).toMatch(/^422 (identity\.password-[a-z-]+|platform\.invalid-document) \/password/);
    expect(answer.text).not.toContain(password);
  });

  it.each(['quatre-chevaux-bleus', 'correct horse battery staple', 'Tr0ub4dor&3xyz'])(
    'accepts %j',
    async (password) => {
      expect((await register({ password })).status).toBe(201);
    },
  );

  it('tells all faults at once, each where it stands', async () => {
    const answer = await register({ email: 'x', password: 'short', display_name: 'a\u001bb' });
    expect(answer.status).toBe(422);
    const faults = answer.body['errors'] as { pointer: string; code: string }[];
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/email identity.invalid-email',
      '/display_name not-a-name',
      '/password identity.password-too-short',
      '/password identity.password-common',
    ]);
  });

  it('refuses 10 kB of password at once', async () => {
    const began = performance.now();
    const answer = await register({ password: 'ab12é'.repeat(2_048) });
    expect(refusal(answer)).toBe('422 identity.password-too-long /password');
    expect(performance.now() - began).toBeLessThan(500);
  });

  it.each(['a\nfake', '\u001b[31m@example.org', `a\n{"level":30}@example.org`])(
    'with the address %j is 422, and one line of the log',
    async (email) => {
      lines.length = 0;
      expect(refusal(await register({ email }))).toBe('422 identity.invalid-email /email');
      expect(refusal(await at.post('/auth/login', { email, password: PASSWORD }))).toBe(
        '422 identity.invalid-email /email',
      );
      expect(lines).toHaveLength(2);
      for (const line of lines) {
        expect(line.trimEnd()).not.toMatch(/\p{Cc}/u);
        expect(JSON.parse(line)).toMatchObject({ status: 422 });
        expect(line).not.toContain('example.org');
      }
    },
  );

  it('leaves neither address nor password in log, audit and answers', async () => {
    lines.length = 0;
    await register();
    await register();
    await at.post('/auth/login', { email: EMAIL, password: 'not-the-right-one' });
    await at.post('/auth/login', { email: EMAIL, password: PASSWORD });
    await at.post('/auth/password/forgot', { email: EMAIL });
    const events = await at.query('SELECT to_json(e) FROM audit_event e');
    for (const text of [lines.join(''), JSON.stringify(events)]) {
      expect(text).toContain('auth');
      expect(text).not.toMatch(/claire|example\.org|quatre-chevaux|not-the-right-one/i);
    }
  });

  it('where it is closed is no route', async () => {
    const closed = await serveSites({ registration: 'closed' });
    try {
      expect(refusal(await closed.post('/auth/register', { email: 1 }))).toBe('404 platform.route-not-found');
      expect((await closed.query('SELECT FROM account')).length).toBe(0);
    } finally {
      await closed.close();
    }
  });
});
