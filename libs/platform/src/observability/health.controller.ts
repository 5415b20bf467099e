import { DomainError } from '@hexagone/kernel';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NOT_READY } from '../http/problems';
import { Public, routeTraits } from '../http/route';
import { DatabaseWatch } from './database-watch';
import { Lifecycle } from './lifecycle';
import { nothingMissing, ServiceChecks } from './service-checks';

interface Readiness {
  readonly status: 'ready';
  readonly checks: object;
}

const EXAMPLE = {
  status: 'ready',
  checks: {
    database: { status: 'up', latency_ms: 0.4 },
    migrations: { pending: 0 },
    sites: { missing: [] },
    draining: false,
  },
};

/** For whoever starts, stops and routes to this process. */
@ApiTags('service')
@Controller('health')
@Public()
@routeTraits({ probe: true })
export class HealthController {
  constructor(
    private readonly watch: DatabaseWatch,
    private readonly lifecycle: Lifecycle,
    private readonly service: ServiceChecks,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Does the process answer?', description: 'Touches nothing.\n\n*Le processus répond-il ?*' })
  @ApiOkResponse({ schema: { type: 'object', example: { status: 'live' } } })
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'May requests be sent here?',
    description:
      'The database answers, no migration is pending, no context misses anything, the process is not draining.\n\n*Peut-on envoyer des requêtes ici ?*',
  })
  @ApiOkResponse({ schema: { type: 'object', example: EXAMPLE } })
  async ready(): Promise<Readiness> {
    const { up, latencyMs, pending } = await this.watch.state();
    const { draining } = this.lifecycle;
    const missing = await this.service.missing();
    const checks = {
      database: { status: up ? 'up' : 'down', latency_ms: latencyMs },
      migrations: { pending },
      ...Object.fromEntries(Object.entries(missing).map(([name, names]) => [name, { missing: names }])),
      draining,
    };
    if (up && pending === 0 && !draining && nothingMissing(missing)) return { status: 'ready', checks };
    const detail = {
      en: 'The service takes no requests now.',
      fr: 'Le service ne prend pas de requêtes pour le moment.',
    };
    throw new DomainError(NOT_READY, detail, { members: { checks }, retryAfterSeconds: 1 });
  }
}
