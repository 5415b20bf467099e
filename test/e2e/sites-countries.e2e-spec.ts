import { refusal, serveSites, type SitesService } from '../support/sites-service';

describe('countries', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  afterAll(() => sites.close());

  it('describe themselves', async () => {
    const { status, body, headers } = await sites.get('/countries');
    expect(status).toBe(200);
    expect(body).toMatchObject({ meta: { has_more: false, total: 2 }, links: { self: '/countries' } });
    expect(body['data']).toEqual([
      {
        code: 'FR',
        name: 'France',
        path: '/sites/france',
        accepts: ['FR', 'france'],
        time_zone: 'Europe/Paris',
        fields: [
          {
            name: 'useful_energy_at_1_megawatt',
            type: 'decimal',
            required: true,
            min: 0,
            unit: 'MWh',
            label: 'Useful energy at 1 megawatt',
            example: 0.8,
            operators: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'between', 'null'],
            sortable: true,
          },
        ],
        rules: [
          {
            code: 'sites.french-day-taken',
            status: 409,
            pointer: '/installation_date',
            summary: 'Only one French site can be installed per day.',
          },
        ],
      },
      expect.objectContaining({ code: 'IT', rules: [expect.objectContaining({ status: 422 }) as object] }) as object,
    ]);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers['vary']).toMatch(/Accept-Language/);
  });

  it('come as CSV and as NDJSON', async () => {
    const lines = (await sites.get('/countries?format=csv')).text.trim().split('\r\n');
    expect([lines.length, lines[0]]).toEqual([3, 'code,name,path,accepts,time_zone,fields,rules']);
    const items = (await sites.get('/countries?format=ndjson')).text.trim().split('\n');
    expect(items.map((item) => (JSON.parse(item) as { code: string }).code)).toEqual(['FR', 'IT']);
  });

  it('speak both languages', async () => {
    const french = await sites.get('/countries/IT', { 'accept-language': 'fr' });
    const english = await sites.get('/countries/IT', { 'accept-language': 'en' });
    expect(french.body).toMatchObject({ name: 'Italie', fields: [{ label: 'Rendement' }] });
    expect(english.body).toMatchObject({ name: 'Italy', fields: [{ label: 'Efficiency' }] });
    expect(french.headers['etag']).not.toBe(english.headers['etag']);
    const known = { 'if-none-match': String(french.headers['etag']) };
    expect((await sites.get('/countries/IT', { ...known, 'accept-language': 'fr' })).status).toBe(304);
    expect((await sites.get('/countries/IT', { ...known, 'accept-language': 'en' })).status).toBe(200);
  });

  it.each(['IT', 'it', 'Italia', 'ITALY', 'italie'])('are found as %s', async (name) => {
    const found = await sites.get(`/countries/${name}`);
    expect(found).toMatchObject({
      status: 200,
      body: { code: 'IT', path: '/sites/italy' },
      headers: { 'content-location': '/countries/IT' },
    });
  });

  it('that are unknown are not found; the nearest is named', async () => {
    expect(refusal(await sites.get('/countries/de'))).toBe('404 sites.country-not-found');
    const near = await sites.get('/countries/itly', { 'accept-language': 'fr' });
    expect(near.status).toBe(404);
    expect(near.body['detail']).toContain('italy');
    expect(near.body['accepted']).toEqual(['FR', 'france', 'IT', 'italy', 'italie', 'italia']);
    expect(refusal(await sites.get(`/countries/${'x'.repeat(1000)}`))).toBe('404 sites.country-not-found');
    expect(refusal(await sites.get('/countries?limt=1'))).toBe('400 platform.invalid-parameters ?limt');
  });
});
