import { Authenticator, Database } from '@hexagone/platform';
import { request } from 'undici';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { IdempotentProbesModule, THINGS } from '../support/idempotent-probes';
import { testSettings } from '../support/settings';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describe('a POST with an Idempotency-Key', () => {
  let database: FreshDatabase;
  let service: Service;
  let guarded: Service;
  beforeAll(async () => {
    database = await freshDatabase();
    const modules = [IdempotentProbesModule];
    service = await createApp({ settings: testSettings({ databaseUrl: database.url }), modules });
    guarded = await createApp({
      settings: testSettings({ databaseUrl: database.url, access: 'protected' }),
      modules,
    });
    jest
      .spyOn(guarded.app.get(Authenticator), 'principalOf')
      .mockImplementation((subject) => Promise.resolve({ subject, scopes: ['thing:write'] } as never));
    for (const { app } of [service, guarded]) await app.listen({ port: 0, host: '127.0.0.1' });
    await rows(THINGS);
  });
  beforeEach(() => rows('TRUNCATE thing, idempotency_key'));
  afterAll(async () => {
    await service.app.close();
    await guarded.app.close();
    await database.close();
  });

  const rows = async <T extends object>(sql: string): Promise<T[]> =>
    (await service.app.get(Database).query<T>(sql)).rows;
  const count = async (table: string): Promise<number> =>
    Number((await rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

  async function post(path: string, key: string | null, document: unknown, more: object = {}): Promise<Answer> {
    const { app } = 'authorization' in more ? guarded : service;
    const headers = { 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }), ...more };
    const body = typeof document === 'string' ? document : JSON.stringify(document);
    const answer = await request(`${await app.getUrl()}${path}`, { method: 'POST', headers, body });
    return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  }
  const typeOf = ({ body }: Answer): unknown => (JSON.parse(body) as { type: unknown }).type;

  it('is answered once and for all: status, headers and every byte', async () => {
    const first = await post('/things', 'k1', { name: 'a' });
    const second = await post('/things', 'k1', { name: 'a' });
    expect(first.status).toBe(201);
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(second.status).toBe(201);
    expect(second.body).toBe(first.body);
    for (const name of ['location', 'etag', 'content-type', 'content-length', 'cache-control'])
      expect(second.headers[name]).toBe(first.headers[name]);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(await count('thing')).toBe(1);
  });

  it('does the same under a key that answers a text, or nothing', async () => {
    const first = await post('/things/text', 'k', { name: 'é' });
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'application/vnd.thing+json' } });
    expect(await post('/things/text', 'k', { name: 'é' })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/vnd.thing+json' },
      body: '{ "name":"é" }',
    });
    const quiet = (): Promise<Answer> => post('/things?quiet=true', 'q', { name: 'b' });
    expect(await quiet()).toMatchObject({ status: 201, body: '' });
    expect(await quiet()).toMatchObject({ status: 201, body: '' });
    expect(await count('thing')).toBe(2);
  });

  it('changes nothing where no key is given', async () => {
    expect((await post('/things', null, { name: 'a' })).status).toBe(201);
    expect((await post('/things', null, { name: 'a' })).status).toBe(201);
    expect([await count('thing'), await count('idempotency_key')]).toEqual([2, 0]);
  });

  it('takes the same members in another order for the same document', async () => {
    const first = await post('/things', 'k', '{"name":"a","wait_ms":1}');
    expect(await post('/things', 'k', '{ "wait_ms": 1, "name": "a" }')).toMatchObject({ body: first.body });
  });

  it.each([
    ['body', '/things', { name: 'b' }],
    ['query', '/things?quiet=true', { name: 'a' }],
    ['path', '/things/text', { name: 'a' }],
  ])('refuses the key for another %s', async (_, path, document) => {
    await post('/things', 'k', { name: 'a' });
    const other = await post(path, 'k', document);
    expect([other.status, typeOf(other)]).toEqual([422, '/problems/platform.idempotency-key-reused']);
    expect(await count('thing')).toBe(1);
  });

  it.each([
    ['is empty', ''],
    ['has a space', 'a b'],
    ['is too long', 'k'.repeat(256)],
    ['has a letter beyond ASCII', 'clé'],
  ])('refuses a key that %s, and names the header', async (_, key) => {
    const refused = await post('/things', Buffer.from(key).toString('latin1'), { name: 'a' });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ parameter: 'Idempotency-Key' }] });
    expect(await count('thing')).toBe(0);
  });

  it('takes a key of 255 characters', async () => {
    expect((await post('/things', 'k'.repeat(255), { name: 'a' })).status).toBe(201);
  });

  it.each([
    ['a refusal', { end: 'refused' }, 409],
    ['an error', { end: 'thrown' }, 500],
    ['the loss of its session', { end: 'killed' }, 503],
    ['an answer that is no success', { end: 'odd' }, 303],
    ['a body that is not well formed', { wait_ms: 'x' }, 422],
  ])('leaves the key free after %s', async (_, more, status) => {
    expect((await post('/things', 'k', { name: 'a', ...more })).status).toBe(status);
    expect(await count('idempotency_key')).toBe(0);
    expect(await count('thing')).toBe(status === 303 ? 1 : 0);
    expect((await post('/things', 'k', { name: 'another' })).status).toBe(201);
  });

  it('is done once by ten at a time', async () => {
    for (let round = 0; round < 10; round++) {
      const tried = Array.from({ length: 10 }, () => post('/things', `r${round}`, { name: 'a', wait_ms: 20 }));
      const answers = await Promise.all(tried);
      const done = answers.filter(({ status }) => status === 201);
      expect(new Set(done.map(({ body }) => body)).size).toBe(1);
      for (const other of answers.filter(({ status }) => status !== 201))
        expect([other.status, other.headers['retry-after'], typeOf(other)]).toEqual([
          409,
          '1',
          '/problems/platform.idempotent-request-in-flight',
        ]);
      expect(await count('thing')).toBe(round + 1);
    }
  });

  it('never makes those wait who ask meanwhile, under this key or another', async () => {
    const slow = Array.from({ length: 5 }, (_, i) => post('/things', `slow${i}`, { name: 'a', wait_ms: 1_500 }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = Date.now();
    const again = await Promise.all(
      Array.from({ length: 40 }, (_, i) => post('/things', `slow${i % 5}`, { name: 'a', wait_ms: 1_500 })),
    );
    expect(again.map(({ status }) => status)).toEqual(Array(40).fill(409));
    expect((await post('/things', 'fast', { name: 'b' })).status).toBe(201);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual(Array(5).fill(201));
  });

  it('keeps a key for 24 hours, and expired ones not for long', async () => {
    const first = await post('/things', 'k', { name: 'a' });
    await rows(`INSERT INTO idempotency_key (id, request, status, headers, created_at)
      SELECT sha256(n::text::bytea), sha256('x'), 201, '{}', now() - interval '25 hours' FROM generate_series(1, 15) n`);
    await rows(`UPDATE idempotency_key SET created_at = now() - interval '23 hours 59 minutes' WHERE status = 201
      AND created_at > now() - interval '1 hour'`);
    expect((await post('/things', 'k', { name: 'a' })).body).toBe(first.body);
    await rows(
      `UPDATE idempotency_key SET created_at = now() - interval '1 day' WHERE created_at > now() - interval '1 day'`,
    );
    const next = await post('/things', 'k', { name: 'changed' });
    expect([next.status, next.body === first.body]).toEqual([201, false]);
    expect(await count('idempotency_key')).toBe(6);
    await post('/things', 'k2', { name: 'a' });
    expect(await count('idempotency_key')).toBe(2);
  });

  it('knows whose key it is, and stores neither of them in clear', async () => {
    const ask = (bearer: string): Promise<Answer> =>
      post('/things', 'the-key', { name: bearer }, { authorization: `Bearer ${bearer}` });
    expect((await ask('alice')).status).toBe(201);
    expect((await ask('bob')).status).toBe(201);
    expect((await ask('alice')).status).toBe(201);
    expect(await count('thing')).toBe(2);
    const [kept] = await rows<{ all: string }>(
      `SELECT string_agg(encode(id, 'escape'), ' ') AS all FROM idempotency_key`,
    );
    expect(kept?.all).not.toMatch(/the-key|alice/);
  });

  it('is described on the routes that take it', () => {
    const operation = service.describe().paths['/things']?.post;
    expect(operation?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: false }),
    );
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['409', '422']));
  });
});
