import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Module } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type * as bootstrap from '../../apps/api/src/bootstrap';
import { AccessTokens } from '../../libs/identity/src/application/access-tokens';
import { SCOPES } from '../../libs/identity/src/domain/scopes';
import { BEARER_FOR_ALL } from './settings';

process.env[BEARER_FOR_ALL] = 'on';

/** What the controllers of tests ask for. */
const OF_TESTS = ['probe:read', 'probe:write', 'thing:write'];

/** The same person for all services. */
const SUBJECT = '0193a7c4-5f2e-7d31-9c60-3b1f8a2e4d57';

/** Less than a token lives (ms). */
const FRESH = 300_000;

/** Stands before the edge, as a proxy would that signs everybody in. */
@Injectable()
class Proxy {
  private token: { readonly value: Promise<string>; readonly until: number } | undefined;

  constructor(
    private readonly modules: ModuleRef,
    host: HttpAdapterHost,
    @Inject(SETTINGS) settings: Settings,
  ) {
    if (settings.env[BEARER_FOR_ALL] === undefined) return;
    const server = host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', async ({ headers, routeOptions }) => {
      if (!routeOptions.config.hexagone?.probe) headers.authorization ??= `Bearer ${await this.bearer()}`;
    });
  }

  private bearer(): Promise<string> {
    if (!this.token || this.token.until < Date.now()) this.token = { value: this.issue(), until: Date.now() + FRESH };
    return this.token.value;
  }

  private async issue(): Promise<string> {
    const grant = {
      subject: SUBJECT,
      scopes: [...SCOPES, ...OF_TESTS],
      clientId: 'hexagone',
      authenticatedAt: new Date(),
    };
    return (await this.modules.get(AccessTokens, { strict: false }).issue(grant)).token;
  }
}

@Module({ providers: [Proxy] })
class ProxyModule {}

jest.mock('../../apps/api/src/bootstrap', () => {
  const real = jest.requireActual<typeof bootstrap>('../../apps/api/src/bootstrap');
  const createApp: typeof real.createApp = ({ modules = [], ...options }) =>
    real.createApp({ ...options, modules: [ProxyModule, ...modules] });
  return { ...real, createApp };
});
