import { type KnownRoute, Needs, OpenData, Public } from '@hexagone/platform';
import { Controller, Get, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBearerAuth, ApiExcludeEndpoint, ApiSecurity } from '@nestjs/swagger';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { SCOPES } from '../../libs/identity/src/domain/scopes';
import { VerificationState } from '../../libs/identity/src/infrastructure/tokens/verification-state';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { bearer, machine, makeAccount, person, signIn } from '../support/identity';
import { disagreements, routesOf } from '../support/routes';
import { testSettings } from '../support/settings';

@Controller('canary')
class UnguardedController {
  @Get() read(): object {
    return {};
  }
}

@Module({ controllers: [UnguardedController] })
class UnguardedModule {}

/** A route that no controller knows. */
@Module({})
class RawModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().get('/raw', () => ({}));
  }
}

@Controller('canary')
@Needs('sites:read')
class OtherwiseController {
  @Get('free') @Public() free(): object {
    return {};
  }
  @Get('none') @ApiSecurity('other') none(): object {
    return {};
  }
  @Get('open') @OpenData() @ApiBearerAuth('token') open(): object {
    return {};
  }
  @Get('hidden') @ApiExcludeEndpoint() hidden(): object {
    return {};
  }
  @Get('unknown') @Needs('canary:read') unknown(): object {
    return {};
  }
}

@Module({ controllers: [OtherwiseController] })
class OtherwiseModule {}

const REALM = 'Bearer realm="hexagone"';
type Headers = Readonly<Record<string, string>>;

describe('who may call what', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const start = (
    access: 'open' | 'protected',
    ...modules: (typeof RawModule | typeof UnguardedModule)[]
  ): Promise<Service> => createApp({ settings: testSettings({ databaseUrl: database.url, access }), modules });

  it('does not start with a route that states nobody', async () => {
    await expect(start('open', UnguardedModule)).rejects.toThrow('GET /canary, HEAD /canary: add @OpenData()');
    await expect(start('protected', RawModule)).rejects.toThrow('GET /raw, HEAD /raw: add');
  });

  it('does not load a class that states two policies', () => {
    expect(() => {
      class Twice {
        @Needs('sites:read') @Public() read(): object {
          return {};
        }
      }
      return Twice;
    }).toThrow('Twice.read states two access policies: public, scopes');
    expect(() => {
      @OpenData()
      @Public()
      class Twice {}
      return Twice;
    }).toThrow('Twice states two access policies: public, open-data');
  });

  it('would notice routes that are described otherwise than they are guarded', async () => {
    const service = await start('protected', OtherwiseModule);
    const found = disagreements(service).filter((fault) => fault.includes('canary'));
    expect(found).toEqual([
      'GET /canary/hidden is not described',
      'GET /canary/none is described with [{"other":[]}], but asks [{"token":["sites:read"]}]',
      'GET /canary/open is described with [{"token":[]}], but asks []',
      'GET /canary/hidden is described with nothing, but asks [{"token":["sites:read"]}]',
      'GET /canary/unknown asks for canary:read, which is not declared',
      'HEAD /canary/unknown asks for canary:read, which is not declared',
    ]);
    await service.app.close();
  });

  describe.each(['open', 'protected'] as const)('%s', (mode) => {
    let service: Service;
    let routes: readonly KnownRoute[];
    beforeAll(async () => {
      service = await start(mode);
      routes = routesOf(service);
    });
    afterAll(() => service.app.close());

    const call = ({ method, url }: KnownRoute, headers: Headers = {}, id = '1'): Promise<LightMyRequestResponse> =>
      service.app.inject({ method: method as 'GET', url: url.replace(/:\w+/g, id).replace('*', 'x'), headers });
    const said = ({ statusCode, headers, body }: LightMyRequestResponse): string => {
      const type = /"type":"\/problems\/platform\.([a-z-]+)"/.exec(body)?.[1] ?? '';
      return [statusCode, type, headers['www-authenticate'] ?? ''].join(' ').trim();
    };

    /** Calls every route that is `asked`, with what `as` makes for it; each must answer what `expected` says. */
    async function every(
      asked: (route: KnownRoute) => boolean,
      as: (route: KnownRoute) => Promise<Headers> | Headers,
      expected: (route: KnownRoute) => string | RegExp,
    ): Promise<void> {
      const chosen = routes.filter(asked);
      expect(chosen.length).toBeGreaterThan(0);
      for (const route of chosen) {
        const answer = await call(route, await as(route));
        const got = route.method === 'HEAD' ? String(answer.statusCode) : said(answer);
        const wanted = expected(route);
        const text = route.method === 'HEAD' && typeof wanted === 'string' ? wanted.slice(0, 3) : wanted;
        expect([route.method, route.url, got]).toEqual([
          route.method,
          route.url,
          typeof text === 'string' ? text : expect.stringMatching(text),
        ]);
      }
    }

    const isAsked = ({ traits: { access } }: KnownRoute): boolean =>
      access?.kind === 'self' || access?.kind === 'always' || (access?.kind === 'scopes' && mode === 'protected');
    const scopesOf = ({ traits: { access } }: KnownRoute): readonly string[] =>
      access && 'scopes' in access ? access.scopes : [];
    const all = (): boolean => true;
    const isSelf = ({ traits: { access } }: KnownRoute): boolean => access?.kind === 'self';

    it('agrees with itself', () => {
      expect(routes.length).toBeGreaterThan(60);
      expect(disagreements(service)).toEqual([]);
    });

    it('asks for a token where one is needed, and nowhere else', () =>
      every(
        all,
        () => ({}),
        (route) => (isAsked(route) ? `401 token-required ${REALM}` : /^(?!401|403)/),
      ));

    it('refuses a bad token everywhere', () =>
      every(
        all,
        () => bearer('forged'),
        () => `401 token-required ${REALM}, error="invalid_token"`,
      ));

    it('refuses a token without the scope, naming it', () =>
      every(
        (route) => isAsked(route) && scopesOf(route).length > 0,
        (route) => machine(service.app, ...SCOPES.filter((scope) => !scopesOf(route).includes(scope))),
        (route) => `403 scope-missing ${REALM}, error="insufficient_scope", scope="${scopesOf(route).join(' ')}"`,
      ));

    it('refuses a machine what is a person’s own', () =>
      every(
        isSelf,
        () => machine(service.app, ...SCOPES),
        () => '403 not-a-person',
      ));

    it('leaves a person whose processing is restricted what is their own, and what is free', async () => {
      const limited = async (): Promise<Headers> => {
        const account = await makeAccount(service.app, { scopes: [...SCOPES.slice(0, -1)], restricted: true });
        service.app.get(VerificationState).outdate();
        return bearer((await signIn(service.app, account)).access_token);
      };
      await every(
        (route) => scopesOf(route).length > 0,
        limited,
        () => '403 restricted',
      );
      await every(
        (route) => !('scopes' in (route.traits.access ?? {})),
        limited,
        () => /^(?!403 restricted)/,
      );
    });

    it('knows nothing of another person’s', async () => {
      const [mine, other] = [await person(service.app), await person(service.app)];
      const session = /"sid":"([^"]+)"/.exec(
        Buffer.from(other.tokens.access_token.split('.')[1] ?? '', 'base64url').toString(),
      )?.[1];
      const hasId = ({ url }: KnownRoute): boolean => url.includes('/:id');
      const theirs = routes.filter(
        (route) => hasId(route) && ['self', 'always'].includes(route.traits.access?.kind ?? ''),
      );
      expect(theirs.length).toBeGreaterThan(5);
      for (const route of theirs)
        for (const id of [session ?? '', other.account.id]) {
          const { statusCode } = await call(route, mine.headers, id);
          expect([route.method, route.url, statusCode]).toEqual([route.method, route.url, isSelf(route) ? 404 : 403]);
        }
      expect((await service.app.inject({ url: '/me', headers: other.headers })).statusCode).toBe(200);
    });
  });
});
