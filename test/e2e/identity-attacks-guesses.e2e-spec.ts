import { createLog } from '@hexagone/platform';
import { type Besieged, besieged, type Replica, type Reply } from '../support/attackers';
import { makeAccount, PASSWORD } from '../support/identity';

const WRONG = 'not the password';

describe('an attacker who guesses passwords', () => {
  let town: Besieged;
  let a: Replica;
  let b: Replica;
  beforeAll(async () => {
    town = await besieged();
    [a, b] = town.replicas;
  });
  afterAll(() => town.close());

  let peers = 0;
  /** An address that nobody came from yet. */
  const newPeer = (): string => `203.0.113.${String(++peers)}`;
  const login = (email: string, password: string, from = newPeer(), by = a): Promise<Reply> =>
    by.send('POST', '/auth/login', { json: { email, password }, from });
  const statuses = (answers: readonly Reply[]): number[] => answers.map(({ status }) => status);

  it('S11 six times on two replicas → 401 ×5, 429; then the right one → 429; another address → 200; later → 200', async () => {
    const { email } = await makeAccount(a.service.app);
    const peer = newPeer();
    const guesses: Reply[] = [];
    for (let n = 0; n < 6; n++) guesses.push(await login(email, WRONG, peer, n % 2 ? a : b));
    expect(statuses(guesses)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(guesses[5]!.headers['retry-after'])).toBeLessThanOrEqual(30);
    expect((await login(email, PASSWORD, peer, b)).said).toBe('429 identity.too-many-attempts');
    expect((await login(email, PASSWORD)).said).toBe('200');
    await town.query(`UPDATE auth_throttle SET blocked_until = blocked_until - interval '31 s'`);
    expect((await login(email, PASSWORD, peer)).said).toBe('200');
  });

  it('two thousand times → never asked to wait above 900 s, no 500', async () => {
    const peer = newPeer();
    for (let n = 0; n < 100; n++) {
      const some = Array.from({ length: 20 }, () => login('nobody@example.org', WRONG, peer, n % 2 ? a : b));
      for (const { status, headers } of await Promise.all(some)) {
        expect([401, 429]).toContain(status);
        expect(Number(headers['retry-after'] ?? 0)).toBeLessThanOrEqual(900);
      }
      await town.query(
        `UPDATE auth_throttle SET failures = failures + $1, blocked_until = now()
          WHERE failures >= 5 AND $1 % 10 = 0`,
        [n],
      );
    }
  });

  it('S12 whether an address is known → the same bytes, in the same time', async () => {
    const free = await town.another({ loginFailures: 100_000, addressFailures: 100_000 });
    const { email } = await makeAccount(a.service.app);
    const times: [number[], number[]] = [[], []];
    const texts = new Set<string>();
    for (let n = 0; n < 50; n++)
      for (const [which, name] of [email, 'nobody@example.org'].entries()) {
        const began = performance.now();
        const { text, status } = await login(name, WRONG, '192.0.2.1', free);
        times[which]!.push(performance.now() - began);
        texts.add(`${String(status)} ${text}`);
      }
    const [known = 0, unknown = 0] = times.map((all) => all.sort((one, other) => one - other)[25]);
    expect(texts.size).toBe(1);
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('S13 with 10 kB → 422; a hundred at once → 200 or 503 with Retry-After, and others are served', async () => {
    const { email, id } = await makeAccount(a.service.app);
    const [stored] = await town.query<{ hash: string }>('SELECT password_hash AS hash FROM account WHERE id = $1', [
      id,
    ]);
    expect(stored!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await login(email, 'x'.repeat(10_240))).said).toBe('422 identity.password-too-long /password');
    const crowd = Promise.all(Array.from({ length: 100 }, (_, n) => login(email, PASSWORD, `198.51.100.${String(n)}`)));
    expect((await a.get('/health/live')).said).toBe('200');
    for (const { status, headers } of await crowd) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('S37 rightly, 21 times in a minute from one address, on three replicas → the 21st is 429', async () => {
    const rates = { read: 0, search: 0, write: 0, auth: 20, export: 0 };
    const three = [await town.another({ rates }), await town.another({ rates }), await town.another({ rates })];
    const { email } = await makeAccount(a.service.app);
    const peer = newPeer();
    const answers: Reply[] = [];
    for (let n = 0; n < 21; n++) answers.push(await login(email, PASSWORD, peer, three[n % 3]));
    expect(statuses(answers)).toEqual([...Array<number>(20).fill(200), 429]);
  });

  it('S41 with line breaks and escape codes in the address → 422, one line of JSON each', async () => {
    let log = '';
    const written = createLog('trace', { write: (line: string) => void (log += line) });
    const told = await town.another({}, { log: written });
    log = '';
    for (const email of ['a\nfake', '\u001b[31m'])
      expect((await login(email, WRONG, '192.0.2.2', told)).said).toBe('422 identity.invalid-email /email');
    const lines = log.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ route: '/auth/login', status: 422 });
    expect(log).not.toMatch(/fake|\[31m/);
  });

  it('with X-Forwarded-For changed on each try, without being a trusted proxy → 429 all the same', async () => {
    const strict = await town.another({ trustedProxies: [] });
    const { email } = await makeAccount(a.service.app);
    const guesses: Reply[] = [];
    for (let n = 0; n < 6; n++) guesses.push(await login(email, WRONG, newPeer(), strict));
    expect(statuses(guesses)).toEqual([401, 401, 401, 401, 401, 429]);
  });
});
