import { Database } from '@hexagone/platform';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import type { Account } from '../../libs/identity/src/domain/account';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { makeAccount, PASSWORD } from '../support/identity';
import { testSettings } from '../support/settings';

interface Answer {
  readonly status: number;
  readonly wait: number;
}

describe('signing in too often', () => {
  let database: FreshDatabase;
  let replicas: readonly [Service, Service, Service];
  let account: Account;

  beforeAll(async () => {
    database = await freshDatabase();
    const replica = (): Promise<Service> =>
      createApp({
        settings: testSettings({
          databaseUrl: database.url,
          rates: { read: 0, search: 0, write: 0, auth: 20, export: 5 },
        }),
      });
    replicas = [await replica(), await replica(), await replica()];
  });
  beforeEach(async () => {
    account = await makeAccount(replicas[0].app);
  });
  afterAll(async () => {
    for (const { app } of replicas) await app.close();
    await database.close();
  });

  let peers = 0;
  const newPeer = (): string => `203.0.113.${String(++peers)}`;

  async function login(
    { app }: Service,
    password: string,
    remoteAddress: string,
    { email = account.email, ...headers }: Record<string, string> = {},
  ): Promise<Answer> {
    const request = { method: 'POST', url: '/auth/login', payload: { email, password }, headers, remoteAddress };
    const { statusCode, headers: answered } = await app.inject(request as never);
    return { status: statusCode, wait: Number(answered['retry-after']) };
  }

  it('waits after five wrong passwords on two replicas, with the right one too; another address does not', async () => {
    const [first, second] = replicas;
    const peer = newPeer();
    for (let n = 0; n < 5; n++)
      expect((await login(n % 2 ? first : second, 'not the password', peer)).status).toBe(401);
    const sixth = await login(first, 'not the password', peer);
    expect(sixth.status).toBe(429);
    expect(sixth.wait).toBeLessThanOrEqual(30);
    expect((await login(second, PASSWORD, peer)).status).toBe(429);
    expect((await login(second, PASSWORD, newPeer())).status).toBe(200);
    await first.app.get(Database).query(`UPDATE auth_throttle SET blocked_until = blocked_until - interval '31 s'`);
    expect((await login(first, PASSWORD, peer)).status).toBe(200);
  });

  it('counts by the address of the socket, whatever a stranger says of it', async () => {
    const [first] = replicas;
    const peer = newPeer();
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) {
      const { status } = await login(first, 'not the password', peer, { 'x-forwarded-for': `198.51.100.${String(n)}` });
      statuses.push(status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('serves twenty right passwords of several accounts from one address in a minute, on three replicas', async () => {
    const others = [account, await makeAccount(replicas[0].app), await makeAccount(replicas[0].app)];
    const peer = newPeer();
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++) {
      const { email } = others[n % 3] ?? account;
      statuses.push((await login(replicas[n % 3] ?? replicas[0], PASSWORD, peer, { email })).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
  });
});
