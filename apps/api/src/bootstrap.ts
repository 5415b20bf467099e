import { BackgroundImports } from '@hexagone/ingestion';
import {
  createLog,
  Database,
  describeApi,
  exitOnSecondSignal,
  fastifyAdapter,
  installEdge,
  nestLog,
  presentBuild,
  serveDocumentation,
  type RouteTable,
  type Settings,
} from '@hexagone/platform';
import type { DynamicModule, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { AppModule } from './app.module';

export interface AppOptions {
  readonly settings: Settings;
  readonly log?: Logger;
  /** Further modules, such as a test's own controllers. */
  readonly modules?: readonly (Type | DynamicModule)[];
}

export interface Service {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
  readonly log: Logger;
  readonly describe: () => OpenAPIObject;
}

/** The whole service, initialised but not listening; the database is opened by whoever needs it first. */
export async function createApp({
  settings,
  log = createLog(settings.logLevel),
  modules = [],
}: AppOptions): Promise<Service> {
  const build = presentBuild(settings.env);
  const root = AppModule.with(settings, build, modules);
  const options: NestApplicationOptions = { bodyParser: false, logger: nestLog(log) };
  const app = await NestFactory.create<NestFastifyApplication>(root, fastifyAdapter(settings), options);
  const routes = await installEdge(app, log);
  let document: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => (document ??= describeApi(app, routes, build.version));
  serveDocumentation(app, describe);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, routes, log, describe };
}

/** A server that is starting beside us may take this long (ms). */
const DATABASE_PATIENCE = 60_000;

/** Opens the database, listens, and stops gracefully at SIGTERM or SIGINT. */
export async function serve(settings: Settings): Promise<Service> {
  const service = await createApp({ settings });
  const { app, log } = service;
  exitOnSecondSignal();
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.get(Database).open(DATABASE_PATIENCE);
  await app.listen({ port: settings.port, host: settings.host });
  app.get(BackgroundImports).start();
  log.info(
    { ...presentBuild(settings.env), node: process.version, access: settings.access, url: await app.getUrl() },
    'Hexagone is listening',
  );
  return service;
}
