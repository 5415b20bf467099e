import { rmSync } from 'node:fs';
import { DatasetRegistry } from '@hexagone/ingestion';
import { createLog, Database, type ProblemDocument } from '@hexagone/platform';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { machine, makeAccount, PASSWORD, person } from '../support/identity';
import { MeasuresDataset } from '../support/measures-dataset';
import { talk } from '../support/raw';
import { testSettings } from '../support/settings';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CANARY = 'canary-5f0c9a52';

describe('access at the edge', () => {
  let database: FreshDatabase;
  let open: Service;
  let guarded: Service;
  let log = '';

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ databaseUrl: database.url, access: 'open' });
    open = await createApp({ settings: { ...settings, trustedProxies: ['10.0.0.0/8'] } });
    guarded = await createApp({
      settings: { ...settings, access: 'protected' },
      log: createLog('trace', { write: (line: string) => void (log += line) }),
    });
  });
  afterAll(async () => {
    await open.app.close();
    await guarded.app.close();
    await database.close();
    rmSync(testSettings().dataDir, { recursive: true, force: true });
  });

  const send = (options: InjectOptions, service = guarded): Promise<LightMyRequestResponse> =>
    service.app.inject(options);
  const token = (payload: string, more: InjectOptions = {}): Promise<LightMyRequestResponse> =>
    send({ method: 'POST', url: '/oauth/token', headers: FORM, payload, ...more });
  const rows = async <T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    (await guarded.app.get(Database).query<T>(sql, parameters)).rows;

  it.each([
    ['/users', 401],
    ['/me', 401],
    ['/sites', 200],
    ['/datasets', 200],
  ])('open: %s without a token is %i', async (url, status) => {
    expect((await send({ url }, open)).statusCode).toBe(status);
    const answer = await send({ url, headers: { authorization: 'Bearer forged' } }, open);
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="hexagone", error="invalid_token"',
    ]);
  });

  it('takes a token from one Authorization field alone', async () => {
    const { headers } = await person(guarded.app);
    expect((await send({ url: '/me', headers })).statusCode).toBe(200);
    const [, sent = ''] = headers.authorization.split(' ');
    expect((await send({ url: `/me?access_token=${sent}` })).statusCode).toBe(400);
    expect((await send({ url: '/me', headers: { cookie: `access_token=${sent}` } })).statusCode).toBe(401);
    expect(
      (await send({ url: '/me', headers: { authorization: `${headers.authorization}${'a'.repeat(4_096)}` } }))
        .statusCode,
    ).toBe(401);
    await guarded.app.listen(0, '127.0.0.1');
    const { port } = guarded.app.getHttpServer().address() as AddressInfo;
    const field = `Authorization: ${headers.authorization}\r\n`;
    const ask = (fields: string): ReturnType<typeof talk> =>
      talk(port, `GET /me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${fields}\r\n`);
    expect((await ask(field)).status).toBe(200);
    expect((await ask(field + field)).status).toBe(401);
  });

  describe('a form', () => {
    const refused = (answer: LightMyRequestResponse): unknown[] => {
      const { error, error_description } = answer.json<ProblemDocument>();
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(error_description).toEqual(expect.any(String));
      return [answer.statusCode, error];
    };

    it.each([
      ['a repeated parameter', 'grant_type=a&grant_type=a', {}, [400, 'invalid_request']],
      ['what is no form', '%zz', {}, [400, 'invalid_request']],
      ['nothing', '', {}, [400, 'invalid_request']],
      ['a query', 'grant_type=a', { url: '/oauth/token?grant_type=a' }, [400, 'invalid_request']],
      ['a long one', `a=${'a'.repeat(20_000)}`, {}, [413, 'invalid_request']],
      [
        'a bad bearer token',
        'grant_type=a',
        { headers: { ...FORM, authorization: 'Bearer forged' } },
        [401, 'invalid_request'],
      ],
    ])('that is %s is refused in the words of OAuth', async (_, payload, more, expected) => {
      expect(refused(await token(payload, more))).toEqual(expected);
    });

    it('alone is taken where one is asked for, and nowhere else', async () => {
      const json = await token('{}', { headers: { 'content-type': 'application/json' } });
      expect(refused(json)).toEqual([415, 'invalid_request']);
      expect(json.headers['accept-post']).toBe('application/x-www-form-urlencoded');
      const form = await send({ method: 'POST', url: '/auth/login', headers: FORM, payload: 'email=a' });
      expect([form.statusCode, form.headers['accept-post']]).toEqual([415, 'application/json']);
    });

    it('may come with the secret of a program, which is no bearer token', async () => {
      const authorization = `Basic ${Buffer.from('nobody:secret').toString('base64')}`;
      const answer = await token('grant_type=client_credentials', { headers: { ...FORM, authorization } });
      expect([answer.statusCode, answer.json<ProblemDocument>()['error']]).toEqual([401, 'invalid_client']);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
      expect((await send({ url: '/sites', headers: { authorization } })).statusCode).toBe(401);
    });
  });

  it('counts bad tokens too', async () => {
    const rates = { ...testSettings().rates, read: 3 };
    const limited = await createApp({
      settings: testSettings({ databaseUrl: database.url, access: 'protected', rates }),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await send({ url: '/sites', headers: { authorization: 'Bearer forged' } }, limited)).statusCode);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    await limited.app.close();
  });

  it('lets nobody keep what is personal', async () => {
    const { account, headers } = await person(guarded.app, 'users:admin', 'audit:read');
    const login = { email: account.email, password: PASSWORD };
    for (const url of ['/me', '/me/sessions', '/me/export', '/users', `/users/${account.id}`, '/clients', '/audit']) {
      const answer = await send({ url, headers });
      expect([url, answer.statusCode, answer.headers['cache-control']]).toEqual([url, 200, 'no-store']);
    }
    const keyed = { 'idempotency-key': 'k1' };
    for (const password of [PASSWORD, 'another-of-twelve']) {
      const answer = await send({
        method: 'POST',
        url: '/auth/login',
        headers: keyed,
        payload: { ...login, password },
      });
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      if (answer.statusCode === 401) expect(answer.headers['www-authenticate']).toBe('Bearer realm="hexagone"');
    }
    expect(await rows('SELECT FROM idempotency_key')).toHaveLength(0);
  });

  it('notes who was denied the routes of administrators', async () => {
    const { account, headers } = await person(guarded.app);
    await send({ method: 'DELETE', url: `/users/${account.id}`, headers });
    await send({ url: '/imports', headers });
    expect(
      await rows('SELECT action, target, outcome FROM audit_event WHERE actor = $1', [`account:${account.id}`]),
    ).toEqual([{ action: 'access.denied', target: 'DELETE /users/:id', outcome: 'denied' }]);
  });

  it('shows the rejects of personal data to those who may read the data', async () => {
    for (const { app } of [open, guarded])
      app.get(DatasetRegistry).add(new MeasuresDataset({ name: 'private', card: { personal: true } }));
    const asked: InjectOptions = {
      method: 'POST',
      url: '/imports?dataset=private',
      payload: 'Date',
      headers: { 'content-type': 'text/csv' },
    };
    const { location } = (await send(asked, open)).headers;
    for (const format of ['json', 'csv', 'ndjson']) {
      const url = `${String(location)}/rejects?format=${format}`;
      const reader = await machine(guarded.app, 'imports:read');
      const refused = await send({ url, headers: reader });
      expect([refused.statusCode, refused.headers['www-authenticate']]).toEqual([
        403,
        'Bearer realm="hexagone", error="insufficient_scope", scope="measures:read"',
      ]);
      const both = await machine(guarded.app, 'imports:read', 'measures:read');
      expect((await send({ url, headers: both })).statusCode).toBe(200);
      expect((await send({ url }, open)).statusCode).toBe(200);
    }
  });

  it('believes forwarding fields of trusted proxies alone', async () => {
    const tries = async (remoteAddress: string): Promise<number[]> => {
      const { email } = await makeAccount(open.app);
      const statuses: number[] = [];
      for (let i = 1; i <= 7; i++) {
        const headers = { 'x-forwarded-for': `192.0.2.${String(i)}` };
        const payload = { email, password: 'another-of-twelve' };
        statuses.push(
          (await send({ method: 'POST', url: '/auth/login', headers, payload, remoteAddress }, open)).statusCode,
        );
      }
      return statuses;
    };
    expect(await tries('198.51.100.1')).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(await tries('10.0.0.1')).toEqual([401, 401, 401, 401, 401, 401, 401]);
  });

  it('tells how to authorise', async () => {
    const described = (await send({ url: '/openapi.json' })).json<{
      components: { securitySchemes: unknown };
      paths: Record<string, { get?: object }>;
    }>();
    expect(described.components.securitySchemes).toEqual({
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: expect.stringContaining('/auth/login'),
      },
    });
    expect(described.paths['/me']?.get).toMatchObject({
      'x-access': 'self',
      security: [{ token: [] }],
      responses: { 401: {}, 403: {}, 429: {} },
    });
    const start = (await send({ url: '/docs/swagger-ui-init.js' })).body;
    expect(start).toMatch(/"persistAuthorization": false/);
  });

  it('keeps tokens, secrets and queries out of the log', async () => {
    const asked: InjectOptions[] = ['Bearer ', 'Basic ', ''].flatMap((scheme) => [
      { url: `/me?email=${CANARY}`, headers: { authorization: `${scheme}${CANARY}` } },
      { url: `/auth/confirm?token=${CANARY}`, headers: { authorization: `${scheme}${CANARY}` } },
      { url: `/communes?name[contains]=${CANARY}`, headers: { authorization: `${scheme}${CANARY}` } },
      { url: `/${CANARY}`, headers: { authorization: `${scheme}${CANARY}` } },
      {
        method: 'POST',
        url: '/oauth/token',
        headers: { ...FORM, authorization: `${scheme}${CANARY}` },
        payload: `grant_type=client_credentials&client_secret=${CANARY}`,
      },
      { method: 'POST', url: '/auth/login', payload: { email: `${CANARY}@example.org`, password: CANARY } },
    ]);
    for (const options of asked) await send(options);
    expect(log).toContain('/oauth/token');
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain('Bearer ');
  });
});
