import fastifyCompress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { SETTINGS, type Settings } from '../config/settings';
import { Lifecycle } from '../observability/lifecycle';
import { RequestLog } from '../observability/request-log';
import { AccessControl } from './edge/access';
import { ConditionalRead } from './edge/conditional-read';
import { Edge } from './edge/edge';
import { RouteTable } from './edge/route-table';
import { InputPipe } from './input.pipe';
import { ProblemFilter } from './problem.filter';
import { RateLimiter } from './rate-limit/rate-limiter';
import { ReadTags } from './read-tags';

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|x-ndjson|xml|javascript))/;

/** Puts the edge before, and the one filter behind, every route of an application that is not initialised yet. */
export async function installEdge(app: NestFastifyApplication, log: Logger): Promise<RouteTable> {
  const settings = app.get<Settings>(SETTINGS);
  const routes = new RouteTable();
  const edge = new Edge({
    settings,
    routes,
    access: app.get(AccessControl),
    quota: app.get(RateLimiter),
    conditional: new ConditionalRead(app.get(ReadTags)),
    lifecycle: app.get(Lifecycle),
    log: new RequestLog(log),
  });
  edge.install(app.getHttpAdapter().getInstance());
  await app.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: 1_024,
    customTypes: COMPRESSIBLE,
    globalDecompression: false,
  } as never);
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  return routes;
}
