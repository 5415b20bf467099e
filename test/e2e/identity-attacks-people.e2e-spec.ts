import { SCOPES } from '../../libs/identity/src/domain/scopes';
import { type Besieged, besieged, type Replica, type Reply } from '../support/attackers';
import { databaseWithTerritory } from '../support/database';
import { person } from '../support/identity';
import { routesOf } from '../support/routes';
import { loadTerritory } from '../support/territory';

const NEW = 'correct horse battery staple';

describe('an attacker with an account', () => {
  let town: Besieged;
  let a: Replica;
  let b: Replica;
  beforeAll(async () => {
    town = await besieged(databaseWithTerritory(loadTerritory));
    [a, b] = town.replicas;
  });
  afterAll(() => town.close());

  let people = 0;
  const somebody = (...scopes: string[]): ReturnType<typeof person> => person(a.service.app, ...scopes);
  const register = (json: object): Promise<Reply> => a.post('/auth/register', json);
  const statuses = (answers: readonly Reply[]): number[] => answers.map(({ status }) => status);

  describe('who registers', () => {
    it.each([
      ...['password1234', 'azertyuiop12', 'motdepasse123', 'Password2024!', 'Motdepasse2025!', 'Administrator1!'],
      ...['Hexagone2025!', '123456789012', 'aaaaaaaaaaaa', 'claire.martin75'],
    ])('S14 with the password %s → 422', async (password) => {
      expect((await register({ email: 'claire.martin@example.org', password })).said).toMatch(/^422 .*\/password$/);
    });

    it.each(['quatre-chevaux-bleus', 'correct horse battery staple', 'Tr0ub4dor&3xyz'])(
      'with %s → 201',
      async (password) => {
        expect((await register({ email: `${String(++people)}@example.org`, password })).said).toBe('201');
      },
    );

    it('S15 as administrator, or changes itself into one → 422 naming each pointer', async () => {
      const wanted = { role: 'admin', scopes: ['users:admin'], id: '1', created_at: '2020-01-01', state: 'active' };
      const refused = '422 platform.invalid-document /created_at /id /role /scopes /state';
      expect((await register({ email: 'mallory@example.org', password: NEW, ...wanted })).said).toBe(refused);
      const { headers } = await somebody('sites:read');
      expect((await a.send('PATCH', '/me', { json: wanted, headers })).said).toBe(refused);
    });
  });

  describe('who is signed in', () => {
    it('S16 asks for what is another’s → 404, and 403 without the scope of administrators', async () => {
      const [mine, other] = [await somebody('sites:read'), await somebody('sites:read')];
      const { body } = await a.get('/me/sessions', other.headers);
      const [{ id: session }] = body['data'] as [{ id: string }];
      const { headers } = mine;
      expect((await a.send('DELETE', `/me/sessions/${session}`, { headers })).said).toMatch(/^404/);
      for (const path of [`/users/${other.account.id}`, '/clients', `/clients/${other.account.id}`])
        for (const method of ['GET', 'DELETE'] as const)
          expect((await b.send(method, path, { headers })).status).toBe(
            method === 'DELETE' && path === '/clients' ? 405 : 403,
          );
      expect((await b.get('/me', other.headers)).said).toBe('200');
    });

    it('S17 with games:read alone calls imports, users, audit → 403 insufficient_scope', async () => {
      const { headers } = await somebody('games:read');
      for (const [method, path] of [
        ...([
          ['GET', '/imports'],
          ['POST', '/imports'],
          ['POST', '/imports/1/replay'],
        ] as const),
        ...([
          ['GET', '/users'],
          ['POST', '/clients'],
          ['GET', '/audit'],
        ] as const),
      ]) {
        const answer = await a.send(method, path, { headers });
        expect([path, answer.said]).toEqual([path, '403 platform.scope-missing']);
        expect(answer.headers['www-authenticate']).toContain('error="insufficient_scope"');
      }
    });

    it('S18 reads everything but as administrator of accounts → no address of anybody else', async () => {
      const other = await somebody(...SCOPES.filter((scope) => scope !== 'users:admin'));
      await a.post('/groups', { name: 'g', type: 'group1' }, other.headers);
      await a.post('/imports', { dataset: 'nothing' }, other.headers);
      const { headers } = await somebody(...SCOPES.filter((scope) => scope !== 'users:admin'));
      let read = 0;
      for (const { method, url } of routesOf(a.service)) {
        if (method !== 'GET') continue;
        const path = url.replaceAll(/:\w+/g, '1').replace('*', 'x');
        for (const format of ['', '?format=csv', '?format=ndjson']) {
          const { status, text } = await a.get(path + format, headers);
          expect([path, format, status < 500]).toEqual([path, format, true]);
          expect([path, format, text.includes(other.account.email)]).toEqual([path, format, false]);
          if (status === 200) read++;
        }
      }
      expect(read).toBeGreaterThan(30);
    });

    it('demotes the other administrator while being demoted by it → one 200, one 409; the last one stays', async () => {
      const [one, other] = [await somebody('users:admin'), await somebody('users:admin')];
      await town.query(`UPDATE account SET scopes = '{}' WHERE NOT id = ANY ($1)`, [
        [one.account.id, other.account.id],
      ]);
      // Both replicas know both tokens: neither asks in between whether they were revoked.
      for (const [by, at] of [
        [one, a],
        [other, b],
      ] as const)
        expect((await at.get('/me', by.headers)).said).toBe('200');
      const demote = (by: typeof one, of: typeof one, at: Replica): Promise<Reply> =>
        at.send('PATCH', `/users/${of.account.id}`, { json: { scopes: [] }, headers: by.headers });
      const answers = await Promise.all([demote(one, other, a), demote(other, one, b)]);
      expect(answers.map(({ said }) => said).sort()).toEqual(['200', '409 identity.last-admin']);
      const last = answers[0].status === 200 ? one : other;
      expect((await a.send('DELETE', '/me', { headers: last.headers })).said).toBe('409 identity.last-admin');
    });
  });

  it('without a token, where access is open → 401 but for what is free; with a bad one → 401 there too', async () => {
    const open = await town.another({ access: 'open' });
    const said = await Promise.all(['/me', '/users', '/sites', '/communes'].map((path) => open.get(path)));
    expect(statuses(said)).toEqual([401, 401, 200, 200]);
    expect((await open.get('/communes', { authorization: 'Bearer bad' })).status).toBe(401);
  });
});
