import { SETTINGS, type Settings } from '@hexagone/platform';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { bearer, makeAccount, person, signIn } from '../support/identity';
import { type Answer, refusal, serveSites, type SitesService } from '../support/sites-service';
import { freshDatabase } from '../support/database';
import { testSettings } from '../support/settings';

type Headers = Readonly<Record<string, string>>;
type Person = Awaited<ReturnType<typeof person>>;

const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('accounts, for administrators', () => {
  let service: SitesService;
  let replica: Service;
  let admin: Person;
  beforeAll(async () => {
    const database = freshDatabase();
    service = await serveSites({ access: 'protected' }, { database });
    const { url } = await database;
    replica = await createApp({ settings: testSettings({ access: 'protected', databaseUrl: url }) });
    admin = await person(service.service.app, 'users:admin');
  });
  afterAll(async () => {
    await replica.app.close();
    await service.close();
  });

  const somebody = (...scopes: string[]): Promise<Person> => person(service.service.app, ...scopes);
  const read = (id: string, more: Headers = {}): Promise<Answer> =>
    service.get(`/users/${id}`, { ...admin.headers, ...more });
  const patch = (id: string, document: object, headers: Headers = admin.headers): Promise<Answer> =>
    service.patch(`/users/${id}`, document, headers);
  const emails = ({ body }: Answer): unknown[] => (body['data'] as { email: string }[]).map(({ email }) => email);
  const onReplica = async (headers: Headers): Promise<number> =>
    (await replica.app.inject({ url: '/sites', headers })).statusCode;

  /** Seconds until the other replica refuses it. */
  async function refusedAfter(headers: Headers): Promise<number> {
    const started = performance.now();
    while ((await onReplica(headers)) !== 401) {
      if (performance.now() - started > 6_000) return Infinity;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - started) / 1_000;
  }

  it('are listed by address, state and scope, in any order', async () => {
    const { app } = service.service;
    const earlier = new Date(Date.now() - 60_000);
    await makeAccount(app, { email: 'Anna.List@example.org', scopes: ['sites:read'], createdAt: earlier });
    await makeAccount(app, {
      email: 'anton.list@example.org',
      scopes: ['sites:write', 'sites:read'],
      state: 'disabled',
    });
    await makeAccount(app, { email: 'zoe.list@example.org', state: 'pending' });
    const list = async (query: string): Promise<unknown[]> =>
      emails(await service.get(`/users?email[contains]=.list@&${query}`, admin.headers));
    expect(await list('sort=-email')).toEqual([
      'zoe.list@example.org',
      'anton.list@example.org',
      'Anna.List@example.org',
    ]);
    expect(await list('email[starts]=AN&sort=email')).toEqual(['Anna.List@example.org', 'anton.list@example.org']);
    expect(await list('email[starts]=list')).toEqual([]);
    expect(await list('state=pending')).toEqual(['zoe.list@example.org']);
    expect(await list('scope=sites:read&state=active')).toEqual(['Anna.List@example.org']);
    expect(await list('scope[ne]=sites:read')).toEqual(['zoe.list@example.org']);
    expect(await list(`id=${admin.account.id}`)).toEqual([]);
    expect(refusal(await service.get('/users?id=7', admin.headers))).toBe('400 platform.invalid-parameters ?id');
    expect(await list('sort=created_at&limit=1')).toEqual(['Anna.List@example.org']);
    expect(refusal(await service.get('/users?scope=sites&stat=x&sort=password', admin.headers))).toBe(
      '400 platform.invalid-parameters ?scope ?sort ?stat',
    );
    const csv = await service.get('/users?format=csv&email[starts]=zoe.list&fields=email,state', admin.headers);
    expect(csv.text.trim().split(/\r?\n/)).toEqual(['email,state', 'zoe.list@example.org,pending']);
    expect(csv.headers['cache-control']).toBe('no-store');
  });

  it('are shown without what belongs to nobody else', async () => {
    const { account } = await somebody('sites:read');
    const { status, headers, body } = await read(account.id);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      ...{ id: account.id, email: account.email, scopes: ['sites:read'], state: 'active', restricted: false },
      created_at: expect.stringMatching(/Z$/),
    });
    expect((await read(account.id, { 'if-none-match': String(headers['etag']) })).status).toBe(304);
    for (const id of [NOBODY, '1', 'x%27or%201=1'])
      expect(refusal(await read(id))).toBe('404 identity.account-not-found');
  });

  it('are changed under If-Match', async () => {
    const { account } = await somebody('sites:read');
    const etag = String((await read(account.id)).headers['etag']);
    const under = (tag: string): Headers => ({ ...admin.headers, 'if-match': tag });
    expect(refusal(await patch(account.id, { state: 'disabled' }, under('"x"')))).toBe('412 identity.stale-version');
    const changed = await patch(account.id, { scopes: ['sites:write', 'imports:read'] }, under(etag));
    expect([changed.status, changed.body['scopes']]).toEqual([200, ['imports:read', 'sites:write']]);
    expect(refusal(await patch(account.id, { state: 'disabled' }, under(etag)))).toBe('412 identity.stale-version');
    expect(refusal(await service.delete(`/users/${account.id}`, under(etag)))).toBe('412 identity.stale-version');
    expect((await read(account.id)).headers['etag']).toBe(changed.headers['etag']);
    const trace = await service.query(
      `SELECT actor, outcome, detail FROM audit_event WHERE action = 'account.changed' AND target = $1`,
      [`account:${account.id}`],
    );
    const detail = { scopes: [['sites:read'], ['imports:read', 'sites:write']] };
    expect(trace).toEqual([{ actor: `account:${admin.account.id}`, outcome: 'success', detail }]);
  });

  it('are changed under If-Match alone where the operator wants it', async () => {
    const { account } = await somebody('sites:read');
    const databaseUrl = String(replica.app.get<Settings>(SETTINGS).databaseUrl);
    const { app } = await createApp({ settings: testSettings({ requireIfMatch: true, databaseUrl }) });
    const send = async (headers: Headers): Promise<number> =>
      (await app.inject({ method: 'PATCH', url: `/users/${account.id}`, headers, payload: { state: 'disabled' } }))
        .statusCode;
    expect(await send(admin.headers)).toBe(428);
    expect(
      (await app.inject({ method: 'DELETE', url: `/users/${account.id}`, headers: admin.headers })).statusCode,
    ).toBe(428);
    expect(await send({ ...admin.headers, 'if-match': '*' })).toBe(200);
    await app.close();
  });

  it.each([
    [{ email: 'x@example.org', role: 'admin' }, '422 platform.invalid-document /email /role'],
    [{ id: NOBODY, created_at: '2026', version: 1 }, '422 platform.invalid-document /created_at /id /version'],
    [{ state: 'pending' }, '422 platform.invalid-document /state'],
    [{ state: null, scopes: null }, '422 platform.invalid-document /scopes /state'],
    [{ scopes: 'users:admin' }, '422 platform.invalid-document /scopes'],
    [{ scopes: ['sites:read', 'admin', 'users:admn'] }, '422 platform.invalid-document /scopes/1 /scopes/2'],
    [{ scopes: ['sites:read', 'sites:read'] }, '422 platform.invalid-document /scopes'],
  ])('are not changed by %j', async (document, expected) => {
    const { account } = await somebody('sites:read');
    expect(refusal(await patch(account.id, document))).toBe(expected);
    expect((await read(account.id)).body).toMatchObject({ scopes: ['sites:read'], state: 'active' });
  });

  it('may have no scope at all', async () => {
    const { account } = await somebody('sites:read');
    expect((await patch(account.id, { scopes: [] })).body['scopes']).toEqual([]);
  });

  it.each<[string, (id: string) => Promise<Answer>, number]>([
    ['other scopes', (id) => patch(id, { scopes: ['sites:read', 'imports:read'] }), 200],
    ['being disabled', (id) => patch(id, { state: 'disabled' }), 200],
    ['a logout by an administrator', (id) => service.post(`/users/${id}/logout`, undefined, admin.headers), 204],
    ['erasure', (id) => service.delete(`/users/${id}`, admin.headers), 204],
  ])('lose every session and token by %s, on every replica within 5 seconds', async (_, act, status) => {
    const { account, headers, tokens } = await somebody('sites:read');
    const other = await signIn(service.service.app, account);
    expect([await onReplica(headers), await onReplica(bearer(other.access_token))]).toEqual([200, 200]);
    expect((await act(account.id)).status).toBe(status);
    expect((await service.get('/sites', headers)).status).toBe(401);
    expect(await refusedAfter(headers)).toBeLessThan(5);
    expect(await onReplica(bearer(other.access_token))).toBe(401);
    const refresh = await service.post('/auth/refresh', { refresh_token: tokens.refresh_token });
    expect(refresh.status).toBe(401);
  });

  it('sign in again with their new scopes at once', async () => {
    const { account } = await somebody('sites:read');
    await patch(account.id, { scopes: ['sites:read', 'imports:read'] });
    const { access_token } = await signIn(
      service.service.app,
      Object.assign(account, { scopes: ['sites:read', 'imports:read'] }),
    );
    expect((await service.get('/imports', bearer(access_token))).status).toBe(200);
  });

  it('keep their sessions where nothing changes', async () => {
    const { account, headers } = await somebody('sites:read');
    expect((await patch(account.id, { scopes: ['sites:read'], state: 'active' })).status).toBe(200);
    expect((await service.get('/sites', headers)).status).toBe(200);
  });

  it('are gone when they are erased', async () => {
    const { account } = await somebody('sites:read');
    expect((await service.delete(`/users/${account.id}`, admin.headers)).status).toBe(204);
    expect(refusal(await read(account.id))).toBe('404 identity.account-not-found');
    expect(refusal(await service.delete(`/users/${account.id}`, admin.headers))).toBe('404 identity.account-not-found');
    expect(refusal(await patch(account.id, {}))).toBe('404 identity.account-not-found');
    expect(refusal(await service.post(`/users/${account.id}/logout`, undefined, admin.headers))).toBe(
      '404 identity.account-not-found',
    );
  });

  describe('without users:admin', () => {
    it('are nobody’s business, in open mode as well', async () => {
      const { account } = await somebody('sites:read');
      const { headers } = await somebody('sites:read', 'audit:read', 'privacy:admin');
      const open = await createApp({
        settings: testSettings({
          access: 'open',
          databaseUrl: String(replica.app.get<Settings>(SETTINGS).databaseUrl),
        }),
      });
      for (const [method, url] of [
        ['GET', '/users'],
        ['GET', `/users/${account.id}`],
        ['PATCH', `/users/${account.id}`],
        ['DELETE', `/users/${account.id}`],
        ['POST', `/users/${account.id}/logout`],
      ] as const) {
        const refused = await open.app.inject({ method, url, headers });
        expect([url, refused.statusCode, refused.headers['www-authenticate']]).toEqual([
          url,
          403,
          expect.stringContaining('error="insufficient_scope", scope="users:admin"'),
        ]);
        expect([url, (await open.app.inject({ method, url })).statusCode]).toEqual([url, 401]);
      }
      await open.app.close();
    });

    it('no address of theirs is anywhere', async () => {
      const { account } = await somebody('sites:write', 'imports:write', 'territory:write');
      const { access_token } = await signIn(service.service.app, account);
      const group = await service.post('/groups', { name: 'g', type: 'group1' }, bearer(access_token));
      await patch(account.id, { scopes: ['sites:read'] });
      const others = ['sites:read', 'imports:read', 'audit:read', 'privacy:admin', 'territory:write'];
      const { headers, account: other } = await somebody(...others);
      const history = `/groups/${String(group.body['id'])}/history`;
      const told = ['/me', '/me/export', '/audit', '/audit?format=csv', history, `${history}?format=csv`, '/imports'];
      const refused = ['/users', `/users?email[starts]=${account.email}`, `/users/${account.id}`, '/clients'];
      for (const path of [...told, '/privacy/registre', ...refused]) {
        const { status, text } = await service.get(path, headers);
        expect([path, status]).toEqual([path, refused.includes(path) ? 403 : 200]);
        expect([path, text.replaceAll(other.email, '').match(/[\w.-]+@example\.org/g)]).toEqual([path, null]);
      }
      expect((await service.get('/audit', headers)).text).toContain(account.id);
      const audit = await service.query<{ text: string }>('SELECT a::text AS text FROM audit_event a');
      expect(audit.map(({ text }) => text).join('\n')).not.toContain('@');
    });
  });

  describe('that administer', () => {
    /** Two administrators, and no other. */
    const two = async (): Promise<readonly [Person, Person]> => {
      const pair = [await somebody('users:admin', 'sites:read'), await somebody('users:admin', 'sites:read')] as const;
      await service.query(`UPDATE account SET scopes = '{}' WHERE NOT id = ANY ($1::uuid[])`, [
        pair.map(({ account }) => account.id),
      ]);
      return pair;
    };
    afterEach(async () => {
      admin = await somebody('users:admin');
    });

    it.each<[string, (of: Person, by: Person) => Promise<Answer>, number]>([
      ['demote', (of, by) => patch(of.account.id, { scopes: ['sites:read'] }, by.headers), 200],
      ['disable', (of, by) => patch(of.account.id, { state: 'disabled' }, by.headers), 200],
      ['erase', (of, by) => service.delete(`/users/${of.account.id}`, by.headers), 204],
    ])('cannot both %s each other at the same instant', async (_, act, done) => {
      for (let round = 0; round < 5; round++) {
        const [one, other] = await two();
        const answers = await Promise.all([act(one, other), act(other, one)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([done, 409]);
        expect(answers.map(refusal)).toContain('409 identity.last-admin');
        const left = await service.query(`SELECT FROM account WHERE state = 'active' AND 'users:admin' = ANY (scopes)`);
        expect(left).toHaveLength(1);
        await somebody('users:admin');
      }
    });

    it('cannot go when they are the last', async () => {
      const [one, last] = await two();
      expect((await patch(one.account.id, { scopes: [] }, last.headers)).status).toBe(200);
      const own = `/users/${last.account.id}`;
      expect(refusal(await service.delete(own, last.headers))).toBe('409 identity.last-admin');
      expect(refusal(await service.delete('/me', last.headers))).toBe('409 identity.last-admin');
      expect(refusal(await patch(last.account.id, { state: 'disabled' }, last.headers))).toBe(
        '409 identity.last-admin',
      );
      expect(refusal(await patch(last.account.id, { scopes: ['sites:read'] }, last.headers))).toBe(
        '409 identity.last-admin',
      );
      // The refusal undid all of it: sessions, audit.
      expect((await service.get(own, last.headers)).body).toMatchObject({ scopes: ['users:admin', 'sites:read'] });
      expect(
        await service.query(`SELECT FROM audit_event WHERE action = 'account.changed' AND target = $1`, [
          `account:${last.account.id}`,
        ]),
      ).toEqual([]);
      expect((await patch(one.account.id, { scopes: ['users:admin'] }, last.headers)).status).toBe(200);
      expect((await patch(last.account.id, { scopes: [] }, last.headers)).status).toBe(200);
    });
  });
});
