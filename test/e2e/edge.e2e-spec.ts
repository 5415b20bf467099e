import { createLog, type ProblemDocument } from '@hexagone/platform';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { gunzipSync } from 'node:zlib';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { ProbesModule, reached } from '../support/probes';
import { testSettings } from '../support/settings';

describe('the edge', () => {
  let database: FreshDatabase;
  let service: Service;
  const lines: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    service = await createApp({
      settings: testSettings({ databaseUrl: database.url, corsOrigins: ['https://map.example'] }),
      log: createLog('info', { write: (line: string) => void lines.push(line) }),
      modules: [ProbesModule],
    });
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
  });

  const send = (options: InjectOptions): Promise<LightMyRequestResponse> => service.app.inject(options);
  const get = (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    send({ url, headers });
  const patch = (payload: string | Buffer, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    send({ method: 'PATCH', url: '/probes/1', payload, headers: { 'content-type': 'application/json', ...headers } });

  /** The problem of an answer, which must be a complete one. */
  function problem(response: LightMyRequestResponse, status: number, code: string): ProblemDocument {
    const document = response.json<ProblemDocument>();
    expect([response.statusCode, document.type]).toEqual([status, `/problems/${code}`]);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(document).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      instance: expect.any(String),
    });
    return document;
  }
  const faults = (document: ProblemDocument): unknown[] =>
    (document['errors'] as { parameter?: string; pointer?: string; code: string }[]).map(
      ({ parameter, pointer, code }) => `${parameter ?? pointer ?? ''} ${code}`,
    );

  describe('parameters', () => {
    it.each(['0', '-1', '0x10', '1e3', '%D9%A3', '%2B5', '%205', '5.0', '05', '1_000', 'Infinity', 'true', '', '%20'])(
      'refuses limit=%s by its name',
      async (limit) => {
        const document = problem(await get(`/probes?limit=${limit}`), 400, 'platform.invalid-parameters');
        expect(faults(document)).toEqual(['limit not-a-whole-number']);
      },
    );

    it('lowers a limit that is too large, and says so', async () => {
      const answer = await get('/probes?limit=1000000000');
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['x-limit']).toBe('100');
      expect(answer.json()).toMatchObject({ meta: { limit: 100, has_more: true } });
    });

    it('refuses a parameter given twice, brackets where there is no filter, and reserved names', async () => {
      expect(faults(problem(await get('/probes?name=a&name=b'), 400, 'platform.invalid-parameters'))).toEqual([
        'name repeated',
      ]);
      expect(faults(problem(await get('/probes?name[a]=1'), 400, 'platform.invalid-parameters'))).toEqual([
        'name[a] unknown',
      ]);
      for (const name of ['__proto__', 'constructor'])
        problem(await get(`/probes?${name}=1`), 400, 'platform.forbidden-member');
      expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    });

    it('lists every fault, names the nearest known parameter, and speaks French', async () => {
      const answer = await get('/probes?nme=x&state=noo&dry_run=1&colours=red,gren', {
        'accept-language': 'fr-FR, en;q=0.5',
      });
      const document = problem(answer, 400, 'platform.invalid-parameters');
      expect(document['errors']).toEqual([
        { parameter: 'nme', code: 'unknown', detail: 'nme est inconnu ici ; vouliez-vous dire name ?' },
        { parameter: 'state', code: 'not-a-choice', detail: expect.stringContaining('doit être parmi new, old') },
        { parameter: 'colours', code: 'not-a-list', detail: expect.stringContaining('vouliez-vous dire green ?') },
        { parameter: 'dry_run', code: 'not-a-flag', detail: 'dry_run doit être true ou false' },
      ]);
      expect(answer.headers).toMatchObject({
        'content-language': 'fr',
        vary: expect.stringContaining('Accept-Language'),
      });
    });

    it('refuses any parameter where none is taken', async () => {
      problem(await get('/probes/large?x=1'), 400, 'platform.invalid-parameters');
      problem(await get('/health/live?x=1'), 400, 'platform.invalid-parameters');
    });

    it.each(['0', '-1', '01', '1.0', 'abc', '1e3'])('refuses the identifier %s', async (id) => {
      expect(faults(problem(await get(`/probes/${id}`), 400, 'platform.invalid-parameters'))).toEqual(['id not-an-id']);
    });

    it('takes an identifier that overflows for one that nobody has', async () => {
      expect((await get('/probes/99999999999999999999999')).json()).toEqual({ id: Number.MAX_SAFE_INTEGER });
    });

    it('reads filters and sorts by the table of fields alone', async () => {
      const answer = await get('/probes/filtered?name[contains]=50%25&size[between]=1,9&sort=-size,name');
      expect(answer.json()).toEqual({
        filters: [
          { field: 'name', sql: 'name', operator: 'contains', values: ['50%'] },
          { field: 'size', sql: 'size', operator: 'between', values: [1, 9] },
        ],
        sort: [
          { field: 'size', sql: 'size', descending: true },
          { field: 'name', sql: 'name', descending: false },
        ],
      });
    });

    it.each([
      ['sort=id;drop%20table', 'sort not-a-sort'],
      ['sort=nam', 'sort not-a-sort'],
      ['sort=size,-size', 'sort not-a-sort'],
      ['sort=constructor', 'sort not-a-sort'],
      ['size[contains]=1', 'size[contains] unknown'],
      ['size=1e3', 'size invalid-value'],
      ['size[between]=1', 'size[between] invalid-value'],
      ['toString=1', 'toString unknown'],
      [`name[contains]=${'x'.repeat(201)}`, 'name[contains] invalid-value'],
      ['name[null]=maybe', 'name[null] invalid-value'],
      ["name'%20or%20''='=1", "name' or '' unknown"],
    ])('refuses %s', async (query, fault) => {
      expect(faults(problem(await get(`/probes/filtered?${query}`), 400, 'platform.invalid-parameters'))).toEqual([
        fault,
      ]);
    });

    it('takes a cursor back only where it came from, as it was', async () => {
      const first = (await get('/probes?limit=2&name=a')).json<{ links: { next: string } }>();
      expect((await get(first.links.next)).json()).toMatchObject({ data: [{ n: 3 }, { n: 4 }] });
      const cursor = new URL(first.links.next, 'http://x').searchParams.get('cursor') ?? '';
      const altered = cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
      for (const foreign of [
        `name=b&cursor=${cursor}`,
        `name=a&cursor=${altered}`,
        'name=a&cursor=x',
        `name=a&cursor=${'A'.repeat(1_900)}`,
      ])
        expect(faults(problem(await get(`/probes?limit=2&${foreign}`), 400, 'platform.invalid-cursor'))).toEqual([
          'cursor invalid-cursor',
        ]);
    });
  });

  describe('URL', () => {
    it.each(['/%zz', '/probes?name=%zz', '/probes/%C3%28', '/probes?name=%ED%A0%80'])('refuses %s', async (url) => {
      problem(await get(url), 400, 'platform.malformed-url');
    });

    it('refuses NUL wherever it stands', async () => {
      problem(await get('/probes/a%00b'), 400, 'platform.forbidden-character');
      const document = problem(await get('/probes?name=a%00b'), 400, 'platform.forbidden-character');
      expect(faults(document)).toEqual(['name forbidden-character']);
    });

    it('takes a long name, refuses one that is absurd', async () => {
      problem(await get(`/probes/${'a'.repeat(500)}`), 400, 'platform.invalid-parameters');
      problem(await get(`/probes/${'a'.repeat(1_100)}`), 414, 'platform.url-too-long');
      problem(await get(`/probes?name=${'a'.repeat(9_000)}`), 414, 'platform.url-too-long');
    });

    it('forgives a trailing slash, names the nearest route of an unknown path', async () => {
      expect((await get('/probes/')).statusCode).toBe(200);
      expect(problem(await get('/probs'), 404, 'platform.route-not-found').detail).toContain('/probes');
      problem(await get('/probes/1/2/3'), 404, 'platform.route-not-found');
    });
  });

  describe('method', () => {
    it.each(['DELETE', 'PUT', 'TRACE', 'PROPFIND', 'SEARCH'])(
      'refuses %s with the methods that are allowed',
      async (method) => {
        const answer = await send({
          method: method,
          url: '/probes/1',
          headers: { 'x-http-method-override': 'GET' },
        });
        problem(answer, 405, 'platform.method-not-allowed');
        expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS, PATCH');
      },
    );

    it('ignores a method override', async () => {
      const answer = await send({ method: 'POST', url: '/probes/1', headers: { 'x-http-method-override': 'PATCH' } });
      problem(answer, 405, 'platform.method-not-allowed');
    });

    it('answers OPTIONS with 204 and Allow, HEAD as GET without body', async () => {
      const options = await send({ method: 'OPTIONS', url: '/probes' });
      expect([options.statusCode, options.headers.allow, options.body]).toEqual([204, 'GET, HEAD, OPTIONS, POST', '']);
      const head = await send({ method: 'HEAD', url: '/probes' });
      expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', (await get('/probes')).headers.etag]);
      problem(await send({ method: 'OPTIONS', url: '/nowhere' }), 404, 'platform.route-not-found');
    });
  });

  describe('body', () => {
    it('is read as the class of its route', async () => {
      const answer = await patch('{"name":"é","max_size":3,"postal_codes":["01400"]}');
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        { id: 1, name: 'é', maxSize: 3, postalCodes: ['01400'] },
      ]);
      expect(
        (await patch('{"name":"a"}', { 'content-type': 'application/merge-patch+json; charset=UTF-8' })).statusCode,
      ).toBe(200);
    });

    it('is refused with every fault', async () => {
      const document = problem(
        await patch('{"max_size":11,"postal_codes":[1],"nam":"x","maxSize":1}'),
        422,
        'platform.invalid-document',
      );
      expect(faults(document).sort()).toEqual([
        '/maxSize unknown',
        '/max_size not-a-whole-number',
        '/nam unknown',
        '/name missing',
        '/postal_codes not-a-list-of-texts',
      ]);
      expect(faults(problem(await patch('{"name":"a","max_size":null}'), 422, 'platform.invalid-document'))).toEqual([
        '/max_size not-a-whole-number',
      ]);
      expect(faults(problem(await patch('[]'), 422, 'platform.invalid-document'))).toEqual([' not-an-object']);
      problem(await patch(''), 400, 'platform.body-missing');
    });

    const nested = (n: number, open: string, close: string): string => open.repeat(n) + '1' + close.repeat(n);
    it.each([
      ['arrays, 5 000 deep', nested(5_000, '[', ']')],
      ['objects, 5 000 deep', nested(5_000, '{"a":', '}')],
      ['arrays, 40 000 deep', nested(40_000, '[', ']')],
      ['40 000 unclosed arrays', '['.repeat(40_000)],
      ['33 levels in a member', `{"name":${nested(32, '[', ']')}}`],
    ])('refuses %s', async (_, payload) => {
      problem(await patch(payload), 400, 'platform.json-too-deep');
    });

    it('counts brackets and commas outside of strings alone', async () => {
      const name = JSON.stringify('[{,"\\'.repeat(20));
      expect((await patch(`{"name":${name}}`)).statusCode).toBe(200);
      problem(await patch(`{"name":[${'0,'.repeat(5_001)}0]}`), 400, 'platform.json-too-many-members');
      problem(await patch(`{"postal_codes":[${'"a",'.repeat(4_990)}"a"]}`), 422, 'platform.invalid-document');
    });

    it('has at most 102 400 bytes', async () => {
      const filled = (bytes: number): string => `{"name":"${'a'.repeat(bytes - 11)}"}`;
      problem(await patch(filled(102_400)), 422, 'platform.invalid-document');
      problem(await patch(filled(102_401)), 413, 'platform.body-too-large');
    });

    it.each([
      ['{"name":"a"', 'platform.malformed-json'],
      ['name=a', 'platform.malformed-json'],
      ['{"__proto__":{"admin":true}}', 'platform.forbidden-member'],
      ['{"name":{"constructor":1}}', 'platform.forbidden-member'],
      ['{"name":"a\\u0000b"}', 'platform.forbidden-character'],
      ['{"a\\u0000":1}', 'platform.forbidden-character'],
      ['{"name":["\\ud800"]}', 'platform.forbidden-character'],
    ])('refuses %s', async (payload, code) => {
      problem(await patch(payload), 400, code);
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    });

    it('must be UTF-8', async () => {
      problem(await patch(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400, 'platform.malformed-json');
    });

    it.each([
      ['text/plain', {}],
      ['', {}],
      ['application/json; charset=utf-7', {}],
      ['application/json; charset=utf-16', {}],
      ['application/json;charset="latin1"', {}],
      ['application/x-www-form-urlencoded', {}],
    ])('refuses the type "%s" and says which it takes', async (type) => {
      const answer = await patch('{"name":"a"}', { 'content-type': type });
      problem(answer, 415, 'platform.unsupported-media-type');
      expect(answer.headers['accept-patch']).toBe('application/merge-patch+json, application/json');
    });

    it('must not be compressed', async () => {
      const answer = await patch('{"name":"a"}', { 'content-encoding': 'gzip' });
      problem(answer, 415, 'platform.unsupported-media-type');
      expect(answer.headers['accept-encoding']).toBe('identity');
    });
  });

  describe('upload', () => {
    const upload = (
      payload: Buffer | string,
      url = '/probes?dataset=d',
      type: string | null = 'application/octet-stream',
    ): Promise<LightMyRequestResponse> =>
      send({ method: 'POST', url, payload, headers: type === null ? {} : { 'content-type': type } });

    it('takes any media type as a stream, larger than a document', async () => {
      for (const type of ['text/csv', 'application/json', 'application/x-whatever; charset=utf-16', null])
        expect((await upload(Buffer.alloc(500_000), undefined, type)).json()).toMatchObject({
          dataset: 'd',
          bytes: 500_000,
        });
    });

    it('is a document where the parameter is absent', async () => {
      expect((await upload('{"dataset":"d"}', '/probes', 'application/json')).json()).toEqual({
        body: { dataset: 'd' },
      });
      const answer = await upload('a,b', '/probes', 'text/csv');
      problem(answer, 415, 'platform.unsupported-media-type');
      expect(answer.headers['accept-post']).toBe('application/json');
    });

    it('has a limit of its own', async () => {
      problem(await upload(Buffer.alloc(1_000_001)), 413, 'platform.body-too-large');
    });
  });

  describe('answers', () => {
    it('carry the headers of safety, and no name of the server', async () => {
      for (const url of ['/probes', '/probes/1', '/nowhere', '/%zz', '/health/live', '/docs', '/problems']) {
        const { headers } = await get(url);
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
        expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server']));
        expect(headers['x-powered-by']).toBeUndefined();
      }
      const { headers } = await get('/probes');
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'cross-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
      });
      expect((await get('/probe-secrets')).headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toBeUndefined();
    });

    it('keep a request id that is harmless, and replace any other', async () => {
      expect((await get('/probes/1', { 'x-request-id': 'abc-DEF_123' })).headers['x-request-id']).toBe('abc-DEF_123');
      for (const id of ['short', 'a'.repeat(65), 'with space 1', 'éééééééé'])
        expect((await get('/probes/1', { 'x-request-id': id })).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('ignore forwarding headers of strangers', async () => {
      const { headers } = await get('/probes/1', { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' });
      expect(headers['strict-transport-security']).toBeUndefined();
    });

    it('say that https is to be kept to, when a trusted proxy says it was https', async () => {
      const { app } = await createApp({
        settings: testSettings({ databaseUrl: database.url, trustedProxies: ['127.0.0.0/8'] }),
        modules: [ProbesModule],
      });
      const hsts = async (remoteAddress: string): Promise<unknown> =>
        (await app.inject({ url: '/probes/1', remoteAddress, headers: { 'x-forwarded-proto': 'https' } })).headers[
          'strict-transport-security'
        ];
      expect(await hsts('127.0.0.1')).toBe('max-age=31536000');
      expect(await hsts('203.0.113.9')).toBeUndefined();
      await app.close();
    });

    it('are open to every origin where data are open, else to the listed ones', async () => {
      expect((await get('/probes', { origin: 'https://x.example' })).headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': expect.stringContaining('ETag'),
      });
      const answer = await get('/probe-secrets', { origin: 'https://map.example' });
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://map.example', vary: 'Origin' });
      for (const origin of ['null', 'https://map.example.evil', 'http://map.example', 'https://x.example'])
        expect((await get('/probe-secrets', { origin })).headers['access-control-allow-origin']).toBeUndefined();
    });

    it('answer a preflight as they would the request', async () => {
      const preflight = async (url: string, method: string, origin: string): Promise<unknown> =>
        (await send({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': method } })).headers[
          'access-control-allow-origin'
        ];
      expect(await preflight('/probes/1', 'GET', 'https://x.example')).toBe('*');
      expect(await preflight('/probes/1', 'PATCH', 'https://x.example')).toBeUndefined();
      expect(await preflight('/probes/1', 'PATCH', 'https://map.example')).toBe('https://map.example');
    });

    it('are compressed from 1 KiB on', async () => {
      const large = await get('/probes/large', { 'accept-encoding': 'gzip' });
      expect(large.headers['content-encoding']).toBe('gzip');
      expect(large.headers.vary).toMatch(/accept-encoding/i);
      expect(JSON.parse(gunzipSync(large.rawPayload).toString())).toEqual((await get('/probes/large')).json());
      expect((await get('/probes/large', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');
      expect((await get('/probes/1', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
    });

    it('are in the format asked, or refuse', async () => {
      const csv = await get('/probes?limit=1&format=csv');
      expect([csv.headers['content-type'], csv.body]).toEqual([
        'text/csv; charset=utf-8; header=present',
        "n,name\r\n1,'-1+1\r\n",
      ]);
      expect((await get('/probes?limit=2', { accept: 'application/x-ndjson' })).body.split('\n')).toHaveLength(3);
      expect((await get('/probes', { accept: 'text/csv;q=0.5, application/json' })).headers['content-type']).toMatch(
        /json/,
      );
      problem(await get('/probes', { accept: 'image/png' }), 406, 'platform.not-acceptable');
      problem(await get('/probes/1', { accept: 'text/csv' }), 406, 'platform.not-acceptable');
      expect(faults(problem(await get('/probes?format=xml'), 400, 'platform.invalid-parameters'))).toEqual([
        'format not-a-choice',
      ]);
    });
  });

  describe('conditional reads', () => {
    it('answer 304 without asking for data, until the generation moves or the question differs', async () => {
      const first = await get('/probes?limit=2&name=a');
      const etag = first.headers.etag!;
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(first.headers).toMatchObject({
        'cache-control': 'public, max-age=0, stale-while-revalidate=60',
        vary: 'Accept, Accept-Language, Accept-Encoding',
      });
      const asked = reached.list;
      const known = { 'if-none-match': `"other", W/${etag}` };
      const again = await get('/probes?name=a&limit=2', known);
      expect([again.statusCode, again.body, again.headers.etag, reached.list]).toEqual([304, '', etag, asked]);
      for (const url of ['/probes?limit=3&name=a', '/probes?limit=2&name=a&format=csv', '/probes?limit=2'])
        expect((await get(url, known)).statusCode).toBe(200);
      const compressed = await get('/probes?limit=2&name=a', { 'accept-encoding': 'gzip', 'if-none-match': etag });
      expect([compressed.statusCode, compressed.headers.etag]).toEqual([304, `W/${etag}`]);
    });

    it('differ by language only where it matters', async () => {
      const tag = async (url: string, language: string): Promise<unknown> =>
        (await get(url, { 'accept-language': language })).headers.etag;
      expect(await tag('/probes', 'fr')).toBe(await tag('/probes', 'en'));
      expect(await tag('/probes/spoken', 'fr')).not.toBe(await tag('/probes/spoken', 'en'));
    });

    it('leave no validator on an error, and store nothing that is not versioned', async () => {
      const refused = await get('/probes?limit=x');
      expect(refused.headers.etag).toBeUndefined();
      problem(refused, 400, 'platform.invalid-parameters');
      expect((await get('/probes/1')).headers).toMatchObject({ 'cache-control': 'no-store' });
    });
  });

  describe('failures', () => {
    it('foreseen ones say what they are told to', async () => {
      const answer = await get('/probes/taken');
      expect(problem(answer, 409, 'probe.taken')).toMatchObject({ run: 42, detail: 'The day is taken.' });
      expect(answer.headers['retry-after']).toBe('7');
    });

    it('unforeseen ones say nothing of the inside but the id of their line in the log', async () => {
      for (const url of ['/probes/leak', '/probes/sql']) {
        const answer = await get(url, { 'x-request-id': `failing-${url.slice(-3)}` });
        const document = problem(answer, 500, 'platform.internal-error');
        expect(document['request_id']).toBe(answer.headers['x-request-id']);
        expect(answer.body).not.toMatch(/sesame|postgres|zero|SELECT|at /);
        const line = lines.find((text) => text.includes(`failing-${url.slice(-3)}`) && text.includes('"stack"'));
        expect(line).toBeDefined();
        expect(line).not.toContain('sesame');
      }
    });

    it('a value that PostgreSQL refuses is 400, and counted as a hole', async () => {
      problem(await get('/probes/out-of-range'), 400, 'platform.unstorable-value');
      expect(lines.some((line) => line.includes('platform.unstorable-value') && line.includes('"warn"'))).toBe(true);
    });

    it('a statement that is too long is 503 after ten seconds, and the pool is free', async () => {
      const started = performance.now();
      problem(await get('/probes/slow'), 503, 'platform.query-too-long');
      expect(performance.now() - started).toBeLessThan(12_000);
      expect((await get('/health/ready')).statusCode).toBe(200);
    });
  });

  it('logs one line for an answer: the template of the route, never the URL', async () => {
    lines.length = 0;
    await get('/probes/7?x=secret-word', { 'x-request-id': 'logged-once', authorization: 'Bearer sesame' });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        request_id: 'logged-once',
        method: 'GET',
        route: '/probes/:id',
        status: 400,
        level: 'info',
      }),
    ]);
    expect(lines.join('')).not.toMatch(/secret-word|sesame|\/probes\/7/);
  });

  it('serves its documentation with its own assets, and a page for every problem', async () => {
    const docs = await get('/docs');
    expect(docs.headers['content-security-policy']).toContain("default-src 'self'");
    expect(docs.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect((await get('/docs/swagger-ui.css')).statusCode).toBe(200);
    expect((await get('/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    const page = await get('/problems/platform.route-not-found', { accept: 'text/html', 'accept-language': 'fr' });
    expect([page.headers['content-type'], page.body]).toEqual([
      'text/html; charset=utf-8',
      expect.stringContaining('Chemin inconnu'),
    ]);
    expect((await get('/problems/platform.route-not-found')).json()).toMatchObject({
      status: 404,
      code: 'platform.route-not-found',
    });
    expect(problem(await get('/problems/platform.rout-not-found'), 404, 'platform.problem-not-found').detail).toContain(
      'platform.route-not-found',
    );
  });
});
