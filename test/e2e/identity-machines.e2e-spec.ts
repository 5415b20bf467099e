import { type Answer, refusal, serveSites, type SitesService } from '../support/sites-service';
import { bearer, person } from '../support/identity';

interface Client {
  readonly id: string;
  readonly client_secret: string;
}

type Form = Readonly<Record<string, string>>;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = (id: string, secret: string): { readonly authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

describe('machines', () => {
  let service: SitesService;
  let admin: Awaited<ReturnType<typeof person>>;
  beforeAll(async () => {
    service = await serveSites({ access: 'protected' });
    admin = await person(service.service.app, 'users:admin');
  });
  afterAll(() => service.close());

  let named = 0;
  const create = async (...scopes: string[]): Promise<Client> => {
    const answer = await service.post('/clients', { name: `machine ${String(++named)}`, scopes }, admin.headers);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body as unknown as Client;
  };
  const send = (path: string, form: Form, headers: Form = {}): Promise<Answer> =>
    service.call('POST', path, new URLSearchParams(form).toString(), { ...FORM, ...headers });
  const ask = ({ id, client_secret }: Client, more: Form = {}): Promise<Answer> =>
    send('/oauth/token', { grant_type: 'client_credentials', ...more }, basic(id, client_secret));
  const tokenOf = async (client: Client): Promise<Form> => bearer(String((await ask(client)).body['access_token']));
  const statusWith = async (headers: Form): Promise<number> => (await service.get('/sites', headers)).status;
  const said = ({ status, body }: Answer): unknown => [status, body['error']];

  describe('as clients', () => {
    it('are created with a secret that is told once, and of which a hash is kept', async () => {
      const document = { name: 'nightly export', scopes: ['sites:read'] };
      const answer = await service.post('/clients', document, admin.headers);
      const { client_secret: secret, ...client } = answer.body;
      expect(answer.status).toBe(201);
      expect(answer.headers).toMatchObject({
        location: `/clients/${String(client['id'])}`,
        'cache-control': 'no-store',
      });
      expect(client).toMatchObject({ ...document, state: 'active', owner_account_id: admin.account.id });
      expect(Buffer.from(String(secret), 'base64url')).toHaveLength(32);
      const read = await service.get(`/clients/${String(client['id'])}`, admin.headers);
      expect(read.body).toEqual(client);
      expect(read.headers['etag']).toBe(answer.headers['etag']);
      const list = await service.get('/clients?scope=sites:read&name=nightly%20export', admin.headers);
      expect(list.body['data']).toEqual([client]);
      expect(list.text).not.toContain(String(secret));
      const dump = await service.query(
        'SELECT c::text, s.hash::text, a.detail::text FROM oauth_client c, client_secret s, audit_event a',
      );
      expect(JSON.stringify(dump)).not.toContain(String(secret));
      const taken = await service.post('/clients', document, admin.headers);
      expect(refusal(taken)).toBe('409 identity.client-name-taken /name');
    });

    it.each([
      [{}, '422 platform.invalid-document /name /scopes'],
      [{ name: ' ', scopes: [] }, '422 platform.invalid-document /name /scopes'],
      [{ name: 'a\nb', scopes: 'sites:read' }, '422 platform.invalid-document /name /scopes'],
      [{ name: 'x', scopes: ['sites:read', 'sites:read'] }, '422 platform.invalid-document /scopes'],
      [{ name: '', scopes: ['sites:raed', 'users'] }, '422 platform.invalid-document /name /scopes/0 /scopes/1'],
      [{ name: 'x', scopes: ['sites:read'], state: 'active', id: '1' }, '422 platform.invalid-document /id /state'],
    ])('are refused by %j', async (document, expected) => {
      expect(refusal(await service.post('/clients', document, admin.headers))).toBe(expected);
    });

    it('that ask for a scope that nobody knows are told the nearest', async () => {
      const answer = await service.post('/clients', { name: 'x', scopes: ['sites:raed'] }, admin.headers);
      expect(answer.body['errors']).toMatchObject([{ detail: expect.stringContaining('did you mean sites:read?') }]);
    });

    it('are changed under If-Match, and only where something differs', async () => {
      const { id } = await create('sites:read');
      const { headers, body } = await service.get(`/clients/${id}`, admin.headers);
      const patch = (document: object, more: Form = {}): Promise<Answer> =>
        service.patch(`/clients/${id}`, document, { ...admin.headers, ...more });
      const etag = String(headers['etag']);
      expect((await service.get(`/clients/${id}`, { ...admin.headers, 'if-none-match': etag })).status).toBe(304);
      expect(refusal(await patch({ name: 'y' }, { 'if-match': '"0"' }))).toBe('412 identity.stale-version');
      expect((await patch({ name: body['name'] }, { 'if-match': etag })).headers['etag']).toBe(etag);
      const changed = await patch({ name: 'renamed' }, { 'if-match': etag });
      expect(changed.body).toEqual({ ...body, name: 'renamed' });
      expect(changed.headers['etag']).not.toBe(etag);
      expect(refusal(await patch({ name: 'z' }, { 'if-match': etag }))).toBe('412 identity.stale-version');
      expect(refusal(await patch({ state: 'gone', scopes: null }))).toBe(
        '422 platform.invalid-document /scopes /state',
      );
      expect(
        await service.query(`SELECT detail FROM audit_event WHERE action = 'client.changed' AND target = $1`, [
          `client:${id}`,
        ]),
      ).toEqual([{ detail: { renamed: true } }]);
    });

    it('are gone when they are removed', async () => {
      const { id } = await create('sites:read');
      expect((await service.delete(`/clients/${id}`, admin.headers)).status).toBe(204);
      for (const path of [`/clients/${id}`, '/clients/1', '/clients/00000000-0000-7000-8000-000000000000']) {
        expect(refusal(await service.get(path, admin.headers))).toBe('404 identity.client-not-found');
        expect(refusal(await service.delete(path, admin.headers))).toBe('404 identity.client-not-found');
        expect(refusal(await service.patch(path, {}, admin.headers))).toBe('404 identity.client-not-found');
        expect(refusal(await service.post(`${path}/rotate-secret`, undefined, admin.headers))).toBe(
          '404 identity.client-not-found',
        );
      }
      expect(await service.query('SELECT FROM client_secret WHERE client_id = $1', [id])).toEqual([]);
    });

    it('are nobody’s business without users:admin', async () => {
      const { id } = await create('sites:read');
      const { headers } = await person(service.service.app, 'sites:read', 'audit:read');
      for (const [method, path] of [
        ['GET', '/clients'],
        ['POST', '/clients'],
        ['GET', `/clients/${id}`],
        ['PATCH', `/clients/${id}`],
        ['DELETE', `/clients/${id}`],
        ['POST', `/clients/${id}/rotate-secret`],
      ] as const) {
        const refused = await service.call(method, path, undefined, headers);
        expect([path, refused.status, refused.headers['www-authenticate']]).toEqual([
          path,
          403,
          expect.stringContaining('error="insufficient_scope", scope="users:admin"'),
        ]);
        expect([path, (await service.call(method, path)).status]).toEqual([path, 401]);
      }
    });
  });

  describe('get tokens', () => {
    it('by Basic or in the form, for all their scopes or fewer', async () => {
      const client = await create('sites:read', 'imports:read');
      const whole = await ask(client);
      expect(whole.headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(whole.body).toEqual({
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        token_type: 'Bearer',
        expires_in: 600,
        scope: 'sites:read imports:read',
      });
      expect(await statusWith(bearer(String(whole.body['access_token'])))).toBe(200);
      const claims = JSON.parse(
        Buffer.from(String(whole.body['access_token']).split('.')[1]!, 'base64url').toString(),
      ) as object;
      expect(claims).toMatchObject({ sub: `client:${client.id}`, client_id: client.id });
      const { id: client_id, client_secret } = client;
      const form = { grant_type: 'client_credentials', client_id, client_secret, scope: 'imports:read', unknown: 'x' };
      const narrow = await send('/oauth/token', form);
      expect(narrow.body).toMatchObject({ scope: 'imports:read' });
      expect(await statusWith(bearer(String(narrow.body['access_token'])))).toBe(403);
      expect((await service.get(`/clients/${client.id}`, admin.headers)).body['last_used_at']).toEqual(
        expect.any(String),
      );
    });

    it('and are refused in the words of RFC 6749', async () => {
      const client = await create('sites:read');
      const { id, client_secret } = client;
      expect(said(await ask(client, { scope: 'sites:read sites:write' }))).toEqual([400, 'invalid_scope']);
      expect(said(await ask(client, { scope: 'nothing' }))).toEqual([400, 'invalid_scope']);
      expect(said(await ask(client, { grant_type: 'password' }))).toEqual([400, 'unsupported_grant_type']);
      expect(said(await ask(client, { grant_type: '' }))).toEqual([400, 'invalid_request']);
      expect(said(await ask(client, { client_secret }))).toEqual([400, 'invalid_request']);
      expect(said(await ask(client, { client_id: 'another' }))).toEqual([400, 'invalid_request']);
      expect(said(await send('/oauth/token', { grant_type: 'client_credentials', client_secret }))).toEqual([
        400,
        'invalid_request',
      ]);
      expect(said(await ask(client, { grant_type: 'refresh_token', refresh_token: 'x' }))).toEqual([
        400,
        'unauthorized_client',
      ]);
      expect(said(await send('/oauth/token', { grant_type: 'refresh_token', refresh_token: 'x' }))).toEqual([
        400,
        'invalid_grant',
      ]);
      expect(said(await send('/oauth/token', { grant_type: 'refresh_token' }))).toEqual([400, 'invalid_request']);
      const twice = await service.call('POST', '/oauth/token', 'grant_type=password&grant_type=password', FORM);
      expect(said(twice)).toEqual([400, 'invalid_request']);
      expect(said(await service.call('POST', '/oauth/token', '', FORM))).toEqual([400, 'invalid_request']);
      const json = await service.post('/oauth/token', { grant_type: 'client_credentials', client_id: id });
      expect([json.status, json.headers['content-type']]).toEqual([
        415,
        expect.stringContaining('application/problem+json'),
      ]);
    });

    it('never with a wrong secret, and are told how to show it', async () => {
      const { id, client_secret } = await create('sites:read');
      const form = { grant_type: 'client_credentials' };
      const wrong = [
        await send('/oauth/token', form, basic(id, `${client_secret}x`)),
        await send('/oauth/token', form, basic('00000000-0000-7000-8000-000000000000', client_secret)),
        await send('/oauth/token', form, basic('nobody', client_secret)),
        await send('/oauth/token', form, { authorization: 'Basic !!!' }),
        await send('/oauth/token', form, { authorization: `Basic ${Buffer.from('%zz:%zz').toString('base64')}` }),
        await send('/oauth/token', form),
      ];
      for (const answer of wrong) {
        expect(refusal(answer)).toBe('401 identity.invalid-client');
        expect(answer.body).toMatchObject({ error: 'invalid_client', error_description: expect.any(String) });
        expect(answer.headers).toMatchObject({
          'www-authenticate': 'Basic realm="hexagone"',
          'cache-control': 'no-store',
        });
      }
      expect(JSON.stringify(wrong)).not.toContain(client_secret);
    });

    it('no longer when the secret was guessed too often, right or not', async () => {
      const client = await create('sites:read');
      const guess = { ...client, client_secret: 'wrong' };
      for (let i = 0; i < 5; i++) expect((await ask(guess)).status).toBe(401);
      const blocked = await ask(client);
      expect(refusal(blocked)).toBe('429 identity.too-many-attempts');
      expect(Number(blocked.headers['retry-after'])).toBeLessThanOrEqual(30);
      await service.query('TRUNCATE auth_throttle');
      expect((await ask(client)).status).toBe(200);
    });
  });

  describe('lose their tokens', () => {
    const lost = async (change: (client: Client) => Promise<unknown>): Promise<Client> => {
      const client = await create('sites:read', 'imports:read');
      const token = await tokenOf(client);
      expect(await statusWith(token)).toBe(200);
      await change(client);
      expect(await statusWith(token)).toBe(401);
      return client;
    };
    const patch = (client: Client, document: object): Promise<Answer> =>
      service.patch(`/clients/${client.id}`, document, admin.headers);

    it('when their scopes change, and get others at once', async () => {
      const client = await lost((one) => patch(one, { scopes: ['sites:read'] }));
      expect(await statusWith(await tokenOf(client))).toBe(200);
      expect((await ask(client)).body['scope']).toBe('sites:read');
    });

    it('when they are disabled, and get none', async () => {
      const client = await lost((one) => patch(one, { state: 'disabled' }));
      expect(said(await ask(client))).toEqual([400, 'unauthorized_client']);
      expect(said(await ask({ ...client, client_secret: 'x' }))).toEqual([401, 'invalid_client']);
      await patch(client, { state: 'active' });
      expect(await statusWith(await tokenOf(client))).toBe(200);
    });

    it('when they are disabled at the instant that they ask', async () => {
      for (let round = 0; round < 3; round++) {
        const client = await create('sites:read');
        await ask(client);
        const asked = Array.from({ length: 10 }, () => ask(client));
        const [answers] = await Promise.all([Promise.all(asked), patch(client, { state: 'disabled' })]);
        for (const { status, body } of answers)
          expect(status === 200 ? await statusWith(bearer(String(body['access_token']))) : body['error']).toBe(
            status === 200 ? 401 : 'unauthorized_client',
          );
      }
    });

    it('when they are removed', async () => {
      const client = await lost((one) => service.delete(`/clients/${one.id}`, admin.headers));
      expect(said(await ask(client))).toEqual([401, 'invalid_client']);
    });

    it('when a secret is rotated: two are good, the older goes', async () => {
      const rotate = async ({ id }: Client): Promise<Client> => {
        const answer = await service.post(`/clients/${id}/rotate-secret`, undefined, admin.headers);
        expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
        return answer.body as unknown as Client;
      };
      const secrets: Client[] = [];
      secrets.push(await lost(async (client) => secrets.push(await rotate(client))));
      const [second, first] = secrets as [Client, Client];
      expect(new Set([first.client_secret, second.client_secret]).size).toBe(2);
      expect([(await ask(first)).status, (await ask(second)).status]).toEqual([200, 200]);
      const third = await rotate(first);
      expect([(await ask(first)).status, (await ask(second)).status, (await ask(third)).status]).toEqual([
        401, 200, 200,
      ]);
      const fourth = await rotate(first);
      expect([(await ask(second)).status, (await ask(third)).status, (await ask(fourth)).status]).toEqual([
        401, 200, 200,
      ]);
    });

    it('when they revoke them, one by one', async () => {
      const client = await create('sites:read');
      const other = await create('sites:read');
      const [one, another] = [await tokenOf(client), await tokenOf(client)];
      const token = String(one['authorization']).slice('Bearer '.length);
      const revoke = (headers: Form): Promise<Answer> => send('/oauth/revoke', { token }, headers);
      expect(said(await revoke({}))).toEqual([401, 'invalid_client']);
      expect(said(await revoke(basic(client.id, 'wrong')))).toEqual([401, 'invalid_client']);
      expect((await revoke(basic(other.id, other.client_secret))).status).toBe(200);
      expect(await statusWith(one)).toBe(200);
      expect((await revoke(basic(client.id, client.client_secret))).status).toBe(200);
      expect([await statusWith(one), await statusWith(another)]).toEqual([401, 200]);
      expect((await revoke({})).status).toBe(200);
    });
  });

  describe('and people at /oauth', () => {
    it('go on with a session, and narrow it', async () => {
      const { tokens } = await person(service.service.app, 'sites:read', 'imports:read');
      const refresh = (token: unknown, more: Form = {}): Promise<Answer> =>
        send('/oauth/token', { grant_type: 'refresh_token', refresh_token: String(token), ...more });
      expect(said(await refresh(tokens.refresh_token, { scope: 'users:admin' }))).toEqual([400, 'invalid_scope']);
      const next = await refresh(tokens.refresh_token, { scope: 'sites:read' });
      expect(next.body).toMatchObject({ scope: 'sites:read', refresh_token: expect.any(String) });
      expect(said(await refresh(tokens.refresh_token))).toEqual([400, 'invalid_grant']);
      expect(said(await refresh(next.body['refresh_token']))).toEqual([400, 'invalid_grant']);
    });

    it.each(['refresh_token', 'access_token'] as const)('end it by its %s', async (which) => {
      const { tokens, headers } = await person(service.service.app, 'sites:read');
      expect((await send('/oauth/revoke', { token: String(tokens[which]), token_type_hint: 'x' })).status).toBe(200);
      expect(await statusWith(headers)).toBe(401);
      const again = await send('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: String(tokens.refresh_token),
      });
      expect(said(again)).toEqual([400, 'invalid_grant']);
    });

    it('are told nothing of tokens that are none', async () => {
      for (const token of ['nothing', 'a.b.c', '0'.repeat(43), 'x'.repeat(10_000)]) {
        const { status, text } = await send('/oauth/revoke', { token });
        expect([status, text]).toEqual([200, '']);
      }
      expect(said(await send('/oauth/revoke', {}))).toEqual([400, 'invalid_request']);
    });
  });

  it('leave a trace of every act, without a secret or a name', async () => {
    const client = await create('sites:read');
    await ask(client);
    await ask({ ...client, client_secret: 'wrong' });
    await service.post(`/clients/${client.id}/rotate-secret`, undefined, admin.headers);
    await service.patch(`/clients/${client.id}`, { scopes: ['imports:read'], state: 'disabled' }, admin.headers);
    await service.delete(`/clients/${client.id}`, admin.headers);
    const trace = await service.query<{ action: string }>(
      `SELECT actor, action, outcome, detail, request_id IS NOT NULL AS known FROM audit_event WHERE target = $1 ORDER BY id`,
      [`client:${client.id}`],
    );
    const by = { actor: `account:${admin.account.id}`, outcome: 'success', known: true };
    expect(trace).toEqual([
      { ...by, action: 'client.created', detail: { scopes: ['sites:read'] } },
      { ...by, actor: `client:${client.id}`, action: 'auth.client', detail: { scopes: ['sites:read'] } },
      { ...by, actor: 'anonymous', action: 'auth.client', outcome: 'failure', detail: {} },
      { ...by, action: 'client.secret_rotated', detail: { slot: 2 } },
      {
        ...by,
        action: 'client.changed',
        detail: { scopes: [['sites:read'], ['imports:read']], state: ['active', 'disabled'] },
      },
      { ...by, action: 'client.deleted', detail: {} },
    ]);
  });
});
