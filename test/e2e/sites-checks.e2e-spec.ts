import { ServiceChecks } from '@hexagone/platform';
import { serve } from '../../apps/api/src/bootstrap';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { germany } from '../fixtures/countries/germany/germany.country';
import { emptyDatabase, freshDatabase } from '../support/database';
import { testSettings } from '../support/settings';
import { serveSites, type SitesService } from '../support/sites-service';

describe('the countries of the code and of the database', () => {
  let sites: SitesService;
  afterEach(() => sites.close());

  const ready = async (): Promise<unknown> => {
    const { status, body } = await sites.get('/health/ready');
    return [status, (body['checks'] as Record<string, unknown>)['sites']];
  };

  it('are the same: the service is ready', async () => {
    sites = await serveSites();
    await expect(sites.service.app.get(ServiceChecks).mayStart()).resolves.toBeUndefined();
    expect(await ready()).toEqual([200, { missing: [] }]);
  });

  it('make the service unready while the migration of a country is not there', async () => {
    sites = await serveSites({}, { countries: [...PACKS, germany] });
    await expect(sites.service.app.get(ServiceChecks).mayStart()).resolves.toBeUndefined();
    expect(await ready()).toEqual([503, { missing: ['site_countries.DE', 'sites.kwk_factor', 'sites.operator'] }]);
  });

  it('refuse to start with a country that the code does not know, and name it', async () => {
    const database = await freshDatabase();
    sites = await serveSites({}, { database: Promise.resolve(database) });
    await sites.query(`INSERT INTO site_countries VALUES ('DE'), ('ES')`);
    await expect(serve(testSettings({ databaseUrl: database.url }))).rejects.toMatchObject({
      code: 'sites.country-without-pack',
      detail: {
        en: expect.stringMatching(/^site_countries has DE, ES, without a pack of that code \(there are FR, IT\)/),
      },
    });
  });

  it('may start before anything is migrated, and are not ready', async () => {
    sites = await serveSites({}, { database: emptyDatabase() });
    await expect(sites.service.app.get(ServiceChecks).mayStart()).resolves.toBeUndefined();
    expect(await ready()).toEqual([
      503,
      { missing: expect.arrayContaining(['site_countries.FR', 'sites.efficiency']) },
    ]);
  });
});
