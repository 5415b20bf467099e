import type { FastifyRequest } from 'fastify';
import { Authenticator, type Principal } from '../authenticator';
import type { HttpRefusal } from '../problems';
import type { Access } from '../route';
import { AccessControl } from './access';

class OneToken extends Authenticator {
  principalOf(token: string): Promise<Principal | null> {
    return Promise.resolve(token === 'good' ? { subject: 'client:1', scopes: ['sites:read'] } : null);
  }
}

const request = (access?: Access, authorization?: string): FastifyRequest =>
  ({ headers: { authorization }, routeOptions: { config: { hexagone: { access } } } }) as unknown as FastifyRequest;

const OPEN_DATA: Access = { kind: 'open-data' };
const PUBLIC: Access = { kind: 'public' };
const scopes = (...names: string[]): Access => ({ kind: 'scopes', scopes: names });

async function outcome(mode: 'open' | 'protected', asked: FastifyRequest): Promise<unknown> {
  const control = new AccessControl(mode, new OneToken());
  if (control.isFree(asked)) return 'free';
  return control.check(asked).then(
    (principal) => principal?.subject ?? 'anybody',
    (error: unknown) => [(error as HttpRefusal).code, (error as HttpRefusal).headers['www-authenticate']],
  );
}

describe('access', () => {
  it.each([
    ['open data', OPEN_DATA, undefined, 'free'],
    ['open data with a token', OPEN_DATA, 'Bearer good', 'client:1'],
    ['a scope that the token has', scopes('sites:read'), 'bearer good', 'client:1'],
    ['no scope at all', scopes(), undefined, ['platform.token-required', 'Bearer realm="hexagone"']],
    ['no token', scopes('sites:read'), undefined, ['platform.token-required', 'Bearer realm="hexagone"']],
    [
      'a bad token',
      PUBLIC,
      'Bearer bad',
      ['platform.token-required', 'Bearer realm="hexagone", error="invalid_token"'],
    ],
    [
      'another scheme',
      scopes('sites:read'),
      'Basic good',
      ['platform.token-required', 'Bearer realm="hexagone", error="invalid_token"'],
    ],
    [
      'a scope that the token lacks',
      scopes('sites:read', 'sites:write'),
      'Bearer good',
      ['platform.scope-missing', 'Bearer realm="hexagone", error="insufficient_scope", scope="sites:read sites:write"'],
    ],
    [
      'a route that states nobody',
      undefined,
      'Bearer good',
      ['platform.scope-missing', expect.stringContaining('insufficient_scope')],
    ],
    [
      'a route that states nobody, without token',
      undefined,
      undefined,
      ['platform.token-required', 'Bearer realm="hexagone"'],
    ],
  ])('protected: %s', async (_, access, authorization, expected) => {
    expect(await outcome('protected', request(access, authorization))).toEqual(expected);
  });

  it('open: everybody, with whatever token', async () => {
    expect(await outcome('open', request(scopes('sites:write')))).toBe('free');
    expect(await outcome('open', request(scopes('sites:write'), 'Bearer bad'))).toBe('anybody');
  });
});
