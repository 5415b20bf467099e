import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase } from '../support/database';
import { testSettings } from '../support/settings';

describe('edge', () => {
  let service: Service;
  beforeAll(async () => {
    const { url } = await freshDatabase();
    service = await createApp({ settings: testSettings({ databaseUrl: url, logLevel: 'info' }) });
  });
  afterAll(() => service.app.close());
  it('x', async () => {
    for (const u of [
      '/health/live',
      '/health/ready',
      '/status',
      '/status.json',
      '/problems',
      '/nope',
      '/communes',
      '/communes?x=1',
      '/openapi.json',
      '/docs',
      '/docs/swagger-ui.css',
    ]) {
      const r = await service.app.inject({ url: u, headers: { 'accept-encoding': 'gzip' } });
      console.log(u, r.statusCode, r.headers, r.body.slice(0, 300));
    }
  });
});
