import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailer } from '../../libs/identity/src/application/mailer';
import { makeAccount, PASSWORD } from '../support/identity';
import { eventually, LetterBox, tokenIn } from '../support/letters';
import { type Answer, refusal, serveSites, type SitesService } from '../support/sites-service';
import { smtpServer, type SmtpServer } from '../support/smtp-server';

const EMAIL = 'claire.martin@example.org';
const OTHER_PASSWORD = 'trois-moutons-jaunes-dorment';
const form = (values: Record<string, string>): string => new URLSearchParams(values).toString();

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hexagone-letters-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const press = (at: SitesService, path: string, values: Record<string, string>, headers = {}): Promise<Answer> =>
  at.call('POST', path, form(values), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
const login = (at: SitesService, password = PASSWORD): Promise<Answer> =>
  at.post('/auth/login', { email: EMAIL, password });

describe('letters as files', () => {
  let at: SitesService;
  let box: LetterBox;
  beforeAll(async () => {
    at = await serveSites({ dataDir, publicUrl: 'https://hexagone.example' });
    box = new LetterBox(dataDir);
  });
  afterAll(() => at.close());
  let id: string;
  beforeEach(async () => {
    await at.query('TRUNCATE account, auth_throttle CASCADE');
    await box.empty();
    ({ id } = await makeAccount(at.service.app, { email: EMAIL }));
  });

  const forgot = (email = EMAIL): Promise<Answer> => at.post('/auth/password/forgot', { email });
  const reset = (token: string, password = OTHER_PASSWORD): Promise<Answer> =>
    at.post('/auth/password/reset', { token, password });
  const latestToken = async (): Promise<string> => tokenIn((await box.texts()).at(-1));

  it('lead to another password, once, which ends every session', async () => {
    const session = (await login(at)).body['refresh_token'];
    const answer = await forgot();
    expect([answer.status, answer.text]).toEqual([202, '']);
    const [letter = ''] = await box.texts();
    expect(letter).toContain(`To: ${EMAIL}`);
    expect(letter).toMatch(/https:\/\/hexagone\.example\/auth\/password\/new\?token=[\w-]{43}\n/);
    const token = tokenIn(letter);
    expect((await reset(token)).status).toBe(204);
    expect((await login(at)).status).toBe(401);
    expect((await login(at, OTHER_PASSWORD)).status).toBe(200);
    expect((await at.post('/auth/refresh', { refresh_token: session })).status).toBe(401);
    expect(refusal(await reset(token))).toBe('422 identity.invalid-link /token');
    const [event] = await at.query(
      `SELECT actor, target, detail FROM audit_event WHERE action = 'auth.password_changed'`,
    );
    expect(event).toEqual({ actor: `account:${id}`, target: `account:${id}`, detail: { ended_sessions: 1 } });
  });

  it('keep their token where the new password is refused', async () => {
    await forgot();
    const token = await latestToken();
    expect(refusal(await reset(token, 'password1234'))).toBe('422 identity.password-common /password');
    expect((await reset(token)).status).toBe(204);
  });

  it('are worth nothing once another one was sent, after 30 minutes, or after a change of password', async () => {
    await forgot();
    const first = await latestToken();
    await forgot();
    expect(refusal(await reset(first))).toBe('422 identity.invalid-link /token');
    const second = await latestToken();
    await at.query(`UPDATE one_time_token SET expires_at = now()`);
    expect(refusal(await reset(second))).toBe('422 identity.invalid-link /token');
    await forgot();
    const third = await latestToken();
    const [row] = await at.query(
      `SELECT expires_at - created_at <= interval '30 min' AS short, octet_length(hash) FROM one_time_token`,
    );
    expect(row).toEqual({ short: true, octet_length: 32 });
    await at.query(`UPDATE account SET state = 'disabled'`);
    expect(refusal(await reset(third))).toBe('403 identity.account-disabled');
    await at.query(`UPDATE account SET state = 'active'`);
    expect((await reset(third)).status).toBe(204);
  });

  it('are good for one of several who race', async () => {
    await forgot();
    const token = await latestToken();
    const answers = await Promise.all(Array.from({ length: 5 }, () => reset(token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 422, 422, 422, 422]);
  });

  it('are not sent to strangers, which the answer does not tell', async () => {
    const [known, unknown] = [await forgot(), await forgot('nobody@example.org')];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await at.query(`UPDATE account SET state = 'disabled'`);
    expect((await forgot()).status).toBe(202);
    expect(await box.names()).toHaveLength(1);
    expect(refusal(await forgot('x'))).toBe('422 identity.invalid-email /email');
  });

  it('are the same time away for everybody', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 15; i++) {
      for (const [who, email] of [
        ['known', EMAIL],
        ['unknown', 'nobody@example.org'],
      ] as const) {
        const began = performance.now();
        await forgot(email);
        times[who].push(performance.now() - began);
      }
    }
    const median = (all: number[]): number => all.toSorted((a, b) => a - b)[7] ?? 0;
    const ratio = median(times.known) / median(times.unknown);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });

  it('cannot be guessed at for long', async () => {
    const answers = [];
    for (let i = 0; i < 31; i++) answers.push((await reset(`guess-${i}`)).status);
    expect(answers.slice(-2)).toEqual([422, 429]);
  });

  it('bear the account in their name, and go with it', async () => {
    await forgot();
    expect(await box.names()).toEqual([expect.stringMatching(new RegExp(`^${id}\\.[\\w-]+\\.reset-password\\.eml$`))]);
    const mailer = at.service.app.get(Mailer);
    expect(await mailer.forget('..')).toBe(0);
    expect(await mailer.forget(id)).toBe(1);
    expect(await box.names()).toEqual([]);
  });

  it('open a page whose button changes the password', async () => {
    await forgot();
    const token = await latestToken();
    const page = await at.get(`/auth/password/new?token=${token}`, { accept: 'text/html', 'accept-language': 'fr' });
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("form-action 'self'"),
    });
    expect(page.text).toContain(`<input type="hidden" name="token" value="${token}" />`);
    const refused = await press(at, '/auth/password/new', { token, password: 'password1234' });
    expect([refused.status, refused.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
    expect(refused.text).toContain('easily guessed');
    const done = await press(at, '/auth/password/new', { token, password: OTHER_PASSWORD });
    expect(done.status).toBe(200);
    expect((await login(at, OTHER_PASSWORD)).status).toBe(200);
  });

  it('open no page that says what was put in the link', async () => {
    const page = await at.get(`/auth/confirm?token=${encodeURIComponent('"><script>')}`, { accept: 'text/html' });
    expect(page.text).not.toContain('<script>');
    expect((await at.get('/auth/confirm', { accept: 'text/html' })).status).toBe(400);
  });
});

describe('letters by SMTP', () => {
  let at: SitesService;
  let server: SmtpServer;
  beforeAll(async () => {
    server = await smtpServer();
    at = await serveSites({ dataDir, mailUrl: server.url });
  });
  afterAll(async () => {
    await at.close();
    await server.close();
  });
  beforeEach(() => at.query('TRUNCATE account, auth_throttle CASCADE'));

  const register = (password = PASSWORD): Promise<Answer> => at.post('/auth/register', { email: EMAIL, password });
  /** The next letter after so many. */
  const letter = (before: number): Promise<string> => eventually(() => server.letters[before]);

  it('confirm the address of who registers; looking at the link does not', async () => {
    const before = server.letters.length;
    const answer = await register();
    expect([answer.status, answer.text]).toEqual([202, '']);
    const text = await letter(before);
    expect(text).toContain('http://localhost:8000/auth/confirm?token=');
    const token = tokenIn(text);
    expect(refusal(await login(at))).toBe('403 identity.email-unverified');
    for (let i = 0; i < 2; i++)
      expect((await at.get(`/auth/confirm?token=${token}`, { accept: 'text/html' })).status).toBe(200);
    expect((await login(at)).status).toBe(403);
    const pressed = await press(at, '/auth/confirm', { token });
    expect(pressed.status).toBe(200);
    expect(pressed.text).toContain('confirmed');
    expect((await login(at)).status).toBe(200);
    expect((await press(at, '/auth/confirm', { token })).status).toBe(422);
    const [row] = await at.query('SELECT email_verified_at IS NOT NULL AS verified, state FROM account');
    expect(row).toEqual({ verified: true, state: 'active' });
  });

  it('tell who has an account already, where the answer does not', async () => {
    const before = server.letters.length;
    const { id } = await makeAccount(at.service.app, { email: EMAIL });
    const answer = await register(OTHER_PASSWORD);
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(await letter(before)).toContain('déjà un compte');
    expect((await login(at)).status).toBe(200);
    expect(await at.query('SELECT id FROM account')).toEqual([{ id }]);
  });

  it('confirm the password that was registered last', async () => {
    const before = server.letters.length;
    await register();
    const first = tokenIn(await letter(before));
    await register(OTHER_PASSWORD);
    const second = tokenIn(await letter(before + 1));
    expect((await press(at, '/auth/confirm', { token: first })).status).toBe(422);
    expect((await press(at, '/auth/confirm', { token: second })).status).toBe(200);
    expect((await login(at)).status).toBe(401);
    expect((await login(at, OTHER_PASSWORD)).status).toBe(200);
  });

  it('of several who register at the same instant leave one account, pending', async () => {
    const answers = await Promise.all([register(), register(), register()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await at.query('SELECT state FROM account')).toEqual([{ state: 'pending' }]);
  });

  it('that the server refuses change no answer', async () => {
    const refusing = await smtpServer({ refuses: true });
    const sad = await serveSites({ dataDir, mailUrl: refusing.url });
    try {
      expect((await sad.post('/auth/register', { email: EMAIL, password: PASSWORD })).status).toBe(202);
      expect((await sad.post('/auth/password/forgot', { email: EMAIL })).status).toBe(202);
    } finally {
      await sad.close();
      await refusing.close();
    }
  });
});
