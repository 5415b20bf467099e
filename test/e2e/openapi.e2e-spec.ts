import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { lintOpenApi } from '../support/open-api-linter';
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

  const described = (): Set<string> =>
    new Set(
      Object.entries(service.describe().paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
      ),
    );

  function ofControllers(): Set<string> {
    const scanner = new MetadataScanner();
    const controllers = service.app.get(DiscoveryService).getControllers();
    return new Set(
      controllers.flatMap(({ instance, metatype }) => {
        const base = [Reflect.getMetadata('path', metatype as object)].flat()[0] as string;
        const prototype = Object.getPrototypeOf(instance) as object;
        return scanner.getAllMethodNames(prototype).flatMap((name) => {
          const handler = (prototype as Record<string, object>)[name]!;
          const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
          if (method === undefined) return [];
          const path = `/${base}/${String(Reflect.getMetadata('path', handler))}`
            .replaceAll(/\/+/g, '/')
            .replace(/\/$/, '');
          return [`${RequestMethod[method]} ${path}`];
        });
      }),
    );
  }

  it('describes every route of its controllers, and no other', () => {
    const served = new Set(
      service.routes.routes
        .filter(({ method, url }) => method !== 'HEAD' && !/^\/(docs|openapi)/.test(url))
        .map(({ method, url }) => `${method} ${url}`),
    );
    expect([...described()].sort()).toEqual([...served].sort());
    expect([...ofControllers()].sort()).toEqual([...served].sort());
  });

  it('describes for each operation a stable name, who may call it, and its problems', () => {
    const names: string[] = [];
    for (const [path, item] of Object.entries(service.describe().paths))
      for (const [method, operation] of Object.entries(
        item as Record<string, { operationId: string; security: unknown[]; responses: object; summary?: string }>,
      )) {
        names.push(operation.operationId);
        const route = service.routes.at(path).find((known) => known.method === method.toUpperCase());
        const scopes = route?.traits.access?.kind === 'scopes' ? route.traits.access.scopes : undefined;
        expect([path, operation.security]).toEqual([path, scopes ? [{ token: scopes }] : []]);
        expect(Object.keys(operation.responses)).toContain('default');
        expect([path, operation.summary]).toEqual([path, expect.any(String)]);
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
