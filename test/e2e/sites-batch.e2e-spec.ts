import { french, italian, refusal, serveSites, type SitesService } from '../support/sites-service';

describe('sites in number', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(() => sites.close());

  const batch = (...documents: unknown[]): ReturnType<SitesService['post']> =>
    sites.post('/sites/batch', { sites: documents });
  const count = async (): Promise<number> => (await sites.query('SELECT FROM sites')).length;

  it('are installed all together, in the order of the documents', async () => {
    const made = await batch(italian('2026-12-05'), french('2026-12-01'));
    expect(made.status).toBe(201);
    expect(made.body['data']).toMatchObject([{ country: 'IT' }, { country: 'FR', installation_date: '2026-12-01' }]);
    const [first] = made.body['data'] as { id: number }[];
    expect((await sites.get(`/sites/${first?.id}`)).body).toEqual(first);
  });

  it.each([
    [
      'a day twice',
      [french('2026-12-01'), french('2026-12-01')],
      '422 sites.day-repeated-in-batch /sites/1/installation_date',
    ],
    [
      'a wrong weekday',
      [french('2026-12-01'), italian('2026-12-02')],
      '422 sites.italian-weekday /sites/1/installation_date',
    ],
    [
      'a day that is taken',
      [italian('2026-12-05'), french('2026-11-30')],
      '409 sites.french-day-taken /sites/1/installation_date',
    ],
    [
      'a fault of form',
      [french('2026-12-01'), french('2026-12-02'), french('2026-12-03'), french('2026-12-04', { name: '' })],
      '422 platform.invalid-document /sites/3/name',
    ],
    [
      'faults in two',
      [french('2026-12-01', { foo: 1 }), french('x')],
      '422 platform.invalid-document /sites/0/foo /sites/1/installation_date',
    ],
    [
      'an unknown group',
      [french('2026-12-01', { group_ids: [9] })],
      '422 platform.invalid-document /sites/0/group_ids/0',
    ],
    ['no document', ['x', null], '422 platform.invalid-document /sites/0 /sites/1'],
    ['nothing', [], '422 platform.invalid-document /sites'],
    ['too many', Array.from({ length: 1001 }, () => ({})), '422 platform.invalid-document /sites'],
  ])('are all refused for %s', async (_, documents, expected) => {
    await sites.post('/sites', french('2026-11-30'));
    expect(refusal(await batch(...documents))).toBe(expected);
    expect(await count()).toBe(1);
    expect((await sites.query('SELECT FROM site_changes')).length).toBe(1);
  });

  it('are refused in another form', async () => {
    expect(refusal(await sites.post('/sites/batch', {}))).toBe('422 platform.invalid-document /sites');
    expect(refusal(await sites.post('/sites/batch', { sites: [french('2026-12-01')], more: 1 }))).toBe(
      '422 platform.invalid-document /more',
    );
  });

  it('may be a thousand, with names and groups', async () => {
    await sites.post('/groups', { name: 'g', type: 'group1' });
    const documents = Array.from({ length: 1000 }, (_, i) =>
      italian('2026-12-05', { name: `${String(i)} ${'é'.repeat(150)}`, group_ids: [1] }),
    );
    const made = await batch(...documents);
    expect(made.status).toBe(201);
    expect((made.body['data'] as object[])[999]).toMatchObject({ name: documents[999]?.['name'], group_ids: [1] });
    expect(await count()).toBe(1000);
  });

  it('are too many bytes beyond two million, one alone beyond a hundred thousand', async () => {
    const filler = 'x'.repeat(110_000);
    expect(refusal(await sites.post('/sites', french('2026-12-01', { name: filler })))).toBe(
      '413 platform.body-too-large',
    );
    expect(refusal(await batch(french('2026-12-01', { name: filler })))).toBe(
      '422 platform.invalid-document /sites/0/name',
    );
    expect(refusal(await batch(...Array.from({ length: 20 }, () => filler)))).toBe('413 platform.body-too-large');
  });

  it('are judged and not stored where that is asked', async () => {
    const rehearsed = await sites.post('/sites?dry_run=true', french('2026-11-20'));
    expect(rehearsed.status).toBe(200);
    expect(rehearsed.body).toEqual({ ...french('2026-11-20'), group_ids: [] });
    expect(rehearsed.headers['location']).toBeUndefined();
    expect(rehearsed.headers['etag']).toBeUndefined();
    const alias = await sites.post('/sites/italy?dry_run=true', italian('2026-11-21'));
    expect(alias).toMatchObject({ status: 200, body: { country: 'IT' } });
    const many = await sites.post('/sites/batch?dry_run=true', { sites: [french('2026-11-20'), french('2026-11-21')] });
    expect(many).toMatchObject({ status: 200, body: { data: [{ installation_date: '2026-11-20' }, {}] } });
    expect(JSON.stringify(many.body)).not.toMatch(/"id"|created_at|updated_at/);
    expect(refusal(await sites.post('/sites?dry_run=true', italian('2026-11-20')))).toBe(
      '422 sites.italian-weekday /installation_date',
    );
    expect(await count()).toBe(0);
    expect(await sites.query('SELECT FROM site_changes')).toEqual([]);
    expect((await sites.post('/sites?dry_run=false', french('2026-11-20'))).status).toBe(201);
  });

  it('are installed once under one key', async () => {
    const key = { 'idempotency-key': 'k' };
    const first = await sites.post('/sites', french('2026-11-20'), key);
    const again = await sites.post('/sites', french('2026-11-20'), key);
    expect(again).toMatchObject({ status: 201, text: first.text });
    for (const name of ['etag', 'location', 'content-type', 'cache-control'])
      expect([name, again.headers[name]]).toEqual([name, first.headers[name]]);
    expect(refusal(await sites.post('/sites', french('2026-11-21'), key))).toBe('422 platform.idempotency-key-reused');
    expect(await count()).toBe(1);
    const parallel = await Promise.all(
      Array.from({ length: 10 }, () => sites.post('/sites', french('2026-11-25'), { 'idempotency-key': 'p' })),
    );
    expect(new Set(parallel.map(({ status }) => status)).has(201)).toBe(true);
    expect(parallel.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(await count()).toBe(2);
  });

  it('that are refused leave their key free', async () => {
    const key = { 'idempotency-key': 'free' };
    expect((await sites.post('/sites', italian('2026-11-20'), key)).status).toBe(422);
    await sites.post('/sites', french('2026-11-20'));
    const taken = await sites.post('/sites', french('2026-11-20'), key);
    expect(refusal(taken)).toBe('409 sites.french-day-taken /installation_date');
    expect(taken.body).toMatchObject({ conflicting_site: 1, next_free_date: '2026-11-21' });
    expect((await sites.post('/sites', french('2026-11-21'), key)).status).toBe(201);
  });

  it('that race for one day: one is installed', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sites.post('/sites', french('2026-12-01'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(refusal))).toEqual(
      new Set(['409 sites.french-day-taken /installation_date']),
    );
    const [listed] = (await sites.get('/sites?installation_date=2026-12-01')).body['data'] as { id: number }[];
    for (const { body, status } of answers)
      if (status === 409) expect(body).toMatchObject({ conflicting_site: listed?.id, next_free_date: '2026-12-02' });
    expect(await count()).toBe(1);
  });
});

describe('free days', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
    await sites.post('/sites', french('2026-11-20'));
  });
  afterAll(() => sites.close());

  const days = (query: string): ReturnType<SitesService['get']> => sites.get(`/sites/free-days?${query}`);

  it('are those on which a country takes a site', async () => {
    const ofFrance = await days('country=FR&from=2026-11-19&to=2026-11-22');
    expect(ofFrance).toMatchObject({
      status: 200,
      body: {
        data: ['2026-11-19', '2026-11-21', '2026-11-22'],
        meta: { country: 'FR', from: '2026-11-19', to: '2026-11-22', total: 3 },
        links: { self: '/sites/free-days?country=FR&from=2026-11-19&to=2026-11-22' },
      },
    });
    expect(ofFrance.headers['cache-control']).toBe('private, no-cache');
    expect((await days('country=italia&from=2026-11-20&to=2026-11-30')).body['data']).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-28',
      '2026-11-29',
    ]);
  });

  it.each([
    ['2027', 104],
    ['2028', 106],
  ])('of a whole year %s are weekends', async (year, total) => {
    const { body } = await days(`country=IT&from=${year}-01-01&to=${year}-12-31`);
    expect(body['meta']).toMatchObject({ total });
  });

  it('are those of the next thirty days where nothing is said', async () => {
    const { body } = await days('country=IT');
    const { from, to } = body['meta'] as { from: string; to: string };
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * 86_400_000);
    expect(Math.abs(Date.parse(from) - Date.now())).toBeLessThan(2 * 86_400_000);
  });

  it.each([
    ['no country', 'from=2026-11-19', '?country'],
    ['an unknown country', 'country=DE', '?country'],
    ['from after to', 'country=IT&from=2026-11-20&to=2026-11-19', '?'],
    ['367 days', 'country=IT&from=2027-01-01&to=2028-01-02', '?'],
    ['no day', 'country=IT&from=2026-02-30', '?from'],
    ['two that are no days', 'country=IT&from=x&to=y', '?from ?to'],
    ['a day beyond all', 'country=IT&from=9999-12-31', '?from'],
    ['another parameter', 'country=IT&until=2027-01-01', '?until'],
  ])('are not told for %s', async (_, query, places) => {
    const refused = await days(query);
    expect(refusal(refused)).toMatch(/^400 (sites.invalid-period|platform.invalid-parameters) \?/);
    expect(refusal(refused)).toContain(` ${places}`);
  });
});
