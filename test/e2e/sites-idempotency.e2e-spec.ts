import { type Answer, french, italian, serveSites, type SitesService } from '../support/sites-service';

describe('sites made under an Idempotency-Key', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(async () => {
    await sites.empty();
    await sites.query('TRUNCATE idempotency_key');
  });
  afterAll(() => sites.close());

  const post = (path: string, key: string, body: unknown): Promise<Answer> =>
    sites.post(path, body, { 'idempotency-key': key });
  const count = async (table: string): Promise<number> => (await sites.query(`SELECT FROM ${table}`)).length;
  const statusesOf = (answers: readonly Answer[]): readonly number[] => answers.map(({ status }) => status).sort();

  it.each([
    ['/sites', french('2026-11-20')],
    ['/sites/italy', italian('2026-11-21', { country: undefined })],
    ['/sites/batch', { sites: [french('2026-11-20'), italian('2026-11-21')] }],
    ['/groups', { name: 'g', type: 'group1' }],
  ])('are made once: POST %s', async (path, document) => {
    const [first, second] = [await post(path, 'k', document), await post(path, 'k', document)];
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text]);
    for (const name of ['location', 'etag', 'content-type', 'cache-control'])
      expect(second.headers[name]).toBe(first.headers[name]);
    expect((await post(path, 'k', { ...document, more: 1 })).body['type']).toBe(
      '/problems/platform.idempotency-key-reused',
    );
    expect((await count('sites')) + (await count('groups'))).toBe(path === '/sites/batch' ? 2 : 1);
  });

  it('are made once by ten at a time, and are one entry of the history', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/sites', 'k', french('2026-11-20'))));
    expect(statusesOf(answers).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
    expect([await count('sites'), await count('site_changes')]).toEqual([1, 1]);
  });

  it('are refused as without one, each with its reason, and the keys stay free', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post('/sites', `k${i}`, french('2026-11-20', { name: `f${i}` }))),
    );
    expect(statusesOf(answers)).toEqual([201, ...Array<number>(19).fill(409)]);
    const made = answers.find(({ status }) => status === 201);
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({
        type: '/problems/sites.french-day-taken',
        conflicting_site: made?.body['id'],
        next_free_date: '2026-11-21',
      });
    expect([await count('sites'), await count('idempotency_key')]).toEqual([1, 1]);
    const [refused = 0] = answers.flatMap(({ status }, i) => (status === 409 ? [i] : []));
    expect((await post('/sites', `k${refused}`, french('2026-11-22'))).status).toBe(201);
  });

  it('are rehearsed under one too, without a trace', async () => {
    const rehearsal = await post('/sites?dry_run=true', 'k', french('2026-11-20'));
    expect(rehearsal.status).toBe(200);
    expect((await post('/sites?dry_run=true', 'k', french('2026-11-20'))).text).toBe(rehearsal.text);
    expect((await post('/sites', 'k', french('2026-11-20'))).status).toBe(422);
    expect([await count('sites'), await count('site_changes')]).toEqual([0, 0]);
  });
});
