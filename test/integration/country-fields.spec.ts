import { migrate } from '../../libs/platform/src/database/migrate';
import { migrationOf } from '../fixtures/countries/printed';
import * as before from '../fixtures/countries/before';
import { utopia } from '../fixtures/countries/utopia/utopia.country';
import { serveSites, type SitesService } from '../support/sites-service';

const UTOPIAN = {
  country: 'UT',
  name: 'u',
  installation_date: '2026-11-20',
  max_power_megawatt: 100,
  min_power_megawatt: 1,
  any_number: -1.5,
  towers: 1,
  permit: 'A-1',
  coolant: "l'eau",
  is_public: true,
};

describe('fields of every type', () => {
  let sites: SitesService;
  beforeAll(async () => {
    const countries = [...before.countries, utopia];
    const migrations = [...before.migrations, await migrationOf(utopia, before.countries)];
    const database = before.databaseBefore().then(async (fresh) => {
      await migrate(fresh.url, migrations);
      return fresh;
    });
    sites = await serveSites({}, { countries, migrations, database });
  });
  afterEach(() => sites.empty());
  afterAll(() => sites.close());

  it('are taken, answered and changed as they are', async () => {
    const more = { efficiency: -2.5, any_whole: -2147483647, closing_date: '2100-01-01', is_public: false };
    const { status, body } = await sites.post('/sites', { ...UTOPIAN, ...more });
    expect([status, body]).toEqual([201, expect.objectContaining({ ...UTOPIAN, ...more })]);
    const path = `/sites/${String(body['id'])}`;
    const changed = await sites.patch(path, { efficiency: null, any_whole: null, closing_date: null, coolant: 'air' });
    expect(changed.status).toBe(200);
    expect(Object.keys(changed.body)).toEqual(expect.not.arrayContaining(['efficiency', 'any_whole', 'closing_date']));
    expect((await sites.get(path)).body).toMatchObject({ ...UTOPIAN, coolant: 'air', is_public: false });
  });

  it.each([
    ['efficiency', [1.01, '1', true]],
    ['any_number', ['1', null, [1]]],
    ['towers', [0, 10, 1.5, '1', 1e300]],
    ['any_whole', [2147483648, 0.1, true]],
    ['permit', ['', ' ', 'x'.repeat(11), 5]],
    ['coolant', ['eau', 'AIR', '', 1]],
    ['closing_date', ['2100-02-30', '2100-01-01T00:00:00Z', '2200-01-01', 20260101]],
    ['is_public', ['true', 1, 'yes']],
  ])('refuse for %s what it is not', async (member, values) => {
    for (const value of values) {
      const { status, body } = await sites.post('/sites', { ...UTOPIAN, [member]: value });
      expect([value, status, body['errors']]).toEqual([
        value,
        422,
        [expect.objectContaining({ pointer: `/${member}` })],
      ]);
    }
  });

  it('keep the rules of their country', async () => {
    const tall = { ...UTOPIAN, max_power_megawatt: 101 };
    expect(await sites.post('/sites', tall)).toMatchObject({
      status: 422,
      body: { type: '/problems/sites.utopian-towers', errors: [{ pointer: '/towers' }] },
    });
    const { body } = await sites.post('/sites', { ...tall, towers: 2 });
    expect(await sites.post('/sites', UTOPIAN)).toMatchObject({
      status: 409,
      body: { type: '/problems/sites.utopian-day-taken', conflicting_site: body['id'], next_free_date: '2026-11-21' },
    });
    const byHand = sites.query('UPDATE sites SET towers = 1');
    await expect(byHand).rejects.toMatchObject({ constraint: 'sites_ut_towers_rule_ck' });
  });

  it('are filters and sorts, each by its type', async () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22'];
    const values = [
      { any_number: -1, towers: 1, permit: 'a%', coolant: 'air', is_public: true, closing_date: '2100-01-01' },
      { any_number: 0, towers: 2, permit: 'B_', coolant: "l'eau", is_public: false, any_whole: 5 },
      { any_number: 1e300, towers: 3, permit: 'c', coolant: 'air', is_public: true, closing_date: '2100-01-02' },
    ];
    for (const [i, day] of days.entries())
      await sites.post('/sites', { ...UTOPIAN, ...values[i], installation_date: day });
    const found = async (query: string): Promise<unknown> => {
      const { status, body } = await sites.get(`/sites?${query}`);
      return status === 200 ? (body['data'] as { towers: number }[]).map(({ towers }) => towers) : body['errors'];
    };
    expect(await found('any_number[lt]=0')).toEqual([1]);
    expect(await found('any_number[gte]=100')).toEqual([3]);
    expect(await found('towers[in]=1,3&sort=-towers')).toEqual([3, 1]);
    expect(await found('any_whole[null]=true')).toEqual([1, 3]);
    expect(await found('permit[contains]=%25')).toEqual([1]);
    expect(await found('permit[starts]=b_')).toEqual([2]);
    expect(await found("coolant=l'eau")).toEqual([2]);
    expect(await found('coolant[ne]=air')).toEqual([2]);
    expect(await found('closing_date[between]=2100-01-01,2100-01-01')).toEqual([1]);
    expect(await found('is_public=false')).toEqual([2]);
    expect(await found('sort=closing_date,-any_number')).toEqual([1, 3, 2]);
    expect(await found('sort=is_public')).toEqual([2, 1, 3]);
    expect(await found('sort=coolant,-permit')).toEqual([3, 1, 2]);
    for (const wrong of [
      'towers[gt]=1.5',
      'coolant=eau',
      'is_public=yes',
      'closing_date=2100-02-30',
      'towers[contains]=1',
    ])
      expect([wrong, (await sites.get(`/sites?${wrong}`)).status]).toEqual([wrong, 400]);
    const { text } = await sites.get('/sites?format=csv&sort=id&fields=towers,coolant,closing_date,is_public');
    expect(text.trim().split(/\r?\n/).slice(1)).toEqual([
      '1,air,2100-01-01,true',
      "2,l'eau,,false",
      '3,air,2100-01-02,true',
    ]);
  });
});
