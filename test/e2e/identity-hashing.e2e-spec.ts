import { setTimeout as sleep } from 'node:timers/promises';
import { makeAccount, PASSWORD } from '../support/identity';
import { type Answer, serveSites, type SitesService } from '../support/sites-service';

const EMAIL = 'claire.martin@example.org';
const TRIES = 200;

describe('hashing', () => {
  let at: SitesService;
  beforeAll(async () => {
    at = await serveSites({ trustedProxies: ['127.0.0.1'], loginFailures: 100_000, addressFailures: 100_000 });
    await makeAccount(at.service.app, { email: EMAIL });
  });
  afterAll(() => at.close());

  const login = (email: string, password: string, address = '192.0.2.1'): Promise<Answer> =>
    at.post('/auth/login', { email, password }, { 'x-forwarded-for': address });

  it('takes a stranger as long as a wrong password, and says the same', async () => {
    const times: Record<string, number[]> = {};
    const texts = new Set<string>();
    for (let i = 0; i < TRIES; i++) {
      for (const email of [EMAIL, 'nobody@example.org']) {
        const began = performance.now();
        const answer = await login(email, 'a wrong password');
        (times[email] ??= []).push(performance.now() - began);
        texts.add(JSON.stringify([answer.status, answer.text, answer.headers['www-authenticate']]));
      }
    }
    expect([...texts]).toHaveLength(1);
    const median = (all: number[] = []): number => all.toSorted((a, b) => a - b)[TRIES / 2] ?? 0;
    const ratio = median(times['nobody@example.org']) / median(times[EMAIL]);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('of a hundred who sign in at once serves some, tells the others when to come again, and leaves the rest alone', async () => {
    const all = Promise.all(Array.from({ length: 100 }, (_, i) => login(EMAIL, PASSWORD, `198.51.100.${i + 1}`)));
    const probes: number[] = [];
    for (let waiting = true; waiting; waiting = await Promise.race([all.then(() => false), sleep(20).then(() => true)]))
      probes.push((await at.get('/health/live')).status, (await at.get('/health/ready')).status);
    const answers = await all;
    const served = answers.filter(({ status }) => status === 200);
    const busy = answers.filter(({ status }) => status === 503);
    expect(served.length + busy.length).toBe(100);
    expect(served.length).toBeGreaterThanOrEqual(34);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true);
    expect(new Set(probes)).toEqual(new Set([200]));
  });
});
