import { type KnownRoute, Needs, Public } from '@hexagone/platform';
import { Controller, Get, Module } from '@nestjs/common';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { testSettings } from '../support/settings';

/** Every scope that there is. */
const SCOPES = [
  ...['territory:write', 'sites:read', 'sites:write', 'lending:read', 'lending:statistics', 'lending:write'],
  ...['audience:read', 'audience:write', 'games:read', 'catalog:admin', 'imports:read', 'imports:write'],
  ...['users:admin', 'privacy:admin', 'audit:read', 'metrics:read'],
];

@Controller('canary')
class CanaryController {
  @Get() unguarded(): object {
    return {};
  }
}

@Module({ controllers: [CanaryController] })
class CanaryModule {}

@Controller('guarded')
@Needs('sites:read')
class GuardedController {
  @Get() read(): object {
    return {};
  }
  @Get('free') @Public() free(): object {
    return {};
  }
}

@Module({ controllers: [GuardedController] })
class GuardedModule {}

const withoutPolicy = (routes: readonly KnownRoute[]): string[] =>
  routes.filter(({ traits }) => !traits.access).map(({ method, url }) => `${method} ${url}`);

/** A request that this route would answer, were it allowed. */
const sample = (url: string): string => url.replace(/:\w+/g, '1').replace('*', 'swagger-ui.css');

describe('who may call what', () => {
  let database: FreshDatabase;
  let service: Service;

  beforeAll(async () => {
    database = await freshDatabase();
    service = await createApp({ settings: testSettings({ databaseUrl: database.url, access: 'protected' }) });
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
  });

  it('has a policy for every route', () => {
    expect(service.routes.routes.length).toBeGreaterThan(20);
    expect(withoutPolicy(service.routes.routes)).toEqual([]);
    for (const { traits } of service.routes.routes)
      if (traits.access?.kind === 'scopes') for (const scope of traits.access.scopes) expect(SCOPES).toContain(scope);
  });

  it('would notice a route without one, and keeps it closed', async () => {
    const { app, routes } = await createApp({
      settings: testSettings({ databaseUrl: database.url, access: 'protected' }),
      modules: [CanaryModule, GuardedModule],
    });
    expect(withoutPolicy(routes.routes)).toEqual(['GET /canary', 'HEAD /canary']);
    expect((await app.inject('/canary')).statusCode).toBe(401);
    expect((await app.inject('/guarded')).statusCode).toBe(401);
    expect((await app.inject('/guarded/free')).statusCode).toBe(200);
    await app.close();
  });

  it('asks for a token where one is needed, and nowhere else', async () => {
    for (const { method, url, traits } of service.routes.routes) {
      const answer = await service.app.inject({ method: method as 'GET', url: sample(url) });
      const needed = traits.access?.kind === 'scopes';
      expect([method, url, answer.statusCode === 401]).toEqual([method, url, needed]);
      if (needed) expect(answer.headers['www-authenticate']).toBe('Bearer realm="hexagone"');
    }
  });

  it('refuses a token that nobody issued, even where none is needed', async () => {
    for (const url of ['/problems', '/imports', '/communes']) {
      const answer = await service.app.inject({ url, headers: { authorization: 'Bearer forged' } });
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
        401,
        'Bearer realm="hexagone", error="invalid_token"',
      ]);
    }
  });
});
