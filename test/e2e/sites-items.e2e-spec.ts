import { french, italian, serveSites, type SitesService } from '../support/sites-service';

describe('a site', () => {
  let sites: SitesService;
  beforeAll(async () => {
    sites = await serveSites();
  });
  beforeEach(() => sites.empty());
  afterAll(() => sites.close());

  it('is installed, and read as it was answered', async () => {
    const made = await sites.post('/sites', french('2026-11-20'));
    expect(made).toMatchObject({ status: 201, headers: { location: '/sites/1' } });
    expect(made.body).toEqual({
      id: 1,
      ...french('2026-11-20'),
      group_ids: [],
      created_at: expect.any(String) as string,
      updated_at: expect.any(String) as string,
    });
    const read = await sites.get('/sites/1');
    expect(read).toMatchObject({ status: 200, text: made.text, headers: { etag: made.headers['etag'] } });
    expect(made.headers['etag']).toMatch(/^"1-[0-9a-f]{16}"$/);
  });
});
