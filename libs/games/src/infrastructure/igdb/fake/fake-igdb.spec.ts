import { FakeIgdb, type FakeWish } from './fake-igdb';
import { faultsOf } from './faults';

const GAMES = [{ id: 1, name: 'Lumen Harbor' }];
const FORM = { client_id: 'c', client_secret: 's', grant_type: 'client_credentials' };

describe('the fake IGDB', () => {
  let fake: FakeIgdb;
  const start = async (wish: Partial<FakeWish> = {}): Promise<void> => {
    fake = await FakeIgdb.start({ games: GAMES, ...wish });
  };
  afterEach(() => fake.stop());

  const issue = (form: Record<string, string>): Promise<Response> =>
    fetch(`${fake.url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const token = async (): Promise<string> =>
    ((await (await issue(FORM)).json()) as { access_token: string }).access_token;
  const ask = (headers: Record<string, string>, body = 'fields name;'): Promise<Response> =>
    fetch(`${fake.url}/v4/games`, { method: 'POST', headers, body });

  it('issues tokens to whoever has an id, a secret and the right grant', async () => {
    await start({ tokenSeconds: 60 });
    expect(await (await issue(FORM)).json()).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{30}$/),
      expires_in: 60,
      token_type: 'bearer',
    });
    for (const missing of Object.keys(FORM)) expect((await issue({ ...FORM, [missing]: '' })).status).toBe(400);
    const inQuery = await fetch(`${fake.url}/oauth2/token?${new URLSearchParams(FORM).toString()}`, { method: 'POST' });
    expect(inQuery.status).toBe(200);
    expect(fake.stats['token']).toEqual({ 200: 2, 400: 3 });
  });

  it('answers a client with its own token only, as long as it is good', async () => {
    await start({ tokenSeconds: 1, rate: 100 });
    const authorization = `Bearer ${await token()}`;
    expect(await (await ask({ 'client-id': 'c', authorization })).json()).toEqual(GAMES);
    expect((await ask({ 'client-id': 'other', authorization })).status).toBe(401);
    expect((await ask({ authorization })).status).toBe(401);
    expect((await ask({ 'client-id': 'c' })).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 1010));
    expect((await ask({ 'client-id': 'c', authorization })).status).toBe(401);
  });

  it('refuses what comes too fast, and queries that are none', async () => {
    await start({ rate: 2 });
    const headers = { 'client-id': 'c', authorization: `Bearer ${await token()}` };
    expect((await ask(headers)).status).toBe(200);
    const refused = await ask(headers, 'fields name; limit 501;');
    expect([refused.status, await refused.json()]).toEqual([
      400,
      [{ title: 'Invalid limit', status: 400, cause: 'limit must be a whole number of at most 500' }],
    ]);
    expect((await ask(headers)).status).toBe(429);
    expect(await (await fetch(`${fake.url}/_stats`)).json()).toEqual({
      games: { 200: 1, 400: 1, 429: 1 },
      token: { 200: 1 },
    });
    expect((await fetch(`${fake.url}/v4/genres`, { method: 'POST' })).status).toBe(404);
  });

  it('fails where it is told to', async () => {
    await start({ rate: 100, faults: faultsOf('500@1, html@2,cut@3,429@4,401@5')! });
    const headers = { 'client-id': 'c', authorization: `Bearer ${await token()}` };
    expect((await ask(headers)).status).toBe(500);
    expect(await (await ask(headers)).text()).toContain('<!DOCTYPE html>');
    await expect(ask(headers).then((answer) => answer.text())).rejects.toThrow();
    expect((await ask(headers)).status).toBe(429);
    expect((await ask(headers)).status).toBe(401);
    expect((await ask(headers)).status).toBe(401);
    expect((await ask({ ...headers, authorization: `Bearer ${await token()}` })).status).toBe(200);
  });

  it('knows which faults there are', async () => {
    await start();
    expect([...faultsOf('401@3,cut@*')!]).toEqual([
      [3, '401'],
      ['*', 'cut'],
    ]);
    for (const none of ['', '404@1', '401', '401@0', '401@3,', '401@x']) expect(faultsOf(none)).toBeNull();
  });
});
