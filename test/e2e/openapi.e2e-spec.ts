import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { lintOpenApi } from '../support/open-api-linter';
import { operationsOf } from '../support/routes';
import { testSettings } from '../support/settings';

const OPENAPI = join(__dirname, '../../docs/openapi.json');

describe('the description of the service', () => {
  let database: FreshDatabase;
  let service: Service;

  beforeAll(async () => {
    database = await freshDatabase();
    service = await createApp({ settings: testSettings({ databaseUrl: database.url }) });
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
  });

  it('describes each operation with a stable name and its problems', () => {
    const names: string[] = [];
    for (const [route, { operationId = '', responses, summary }] of operationsOf(service)) {
      names.push(operationId);
      expect(Object.keys(responses)).toContain('default');
      expect([route, summary]).toEqual([route, expect.any(String)]);
    }
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('is the one of docs/openapi.json (UPDATE_OPENAPI=1 writes it)', async () => {
    const served = (await service.app.inject('/openapi.json')).json<object>();
    if (process.env['UPDATE_OPENAPI'] === '1') writeFileSync(OPENAPI, `${JSON.stringify(served, null, 2)}\n`);
    expect(served).toEqual(JSON.parse(readFileSync(OPENAPI, 'utf8')));
  });

  it('passes the linter of OpenAPI', () => {
    expect(() => {
      lintOpenApi(OPENAPI);
    }).not.toThrow();
  });
});
