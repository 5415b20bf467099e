import { FirstAccount } from '@hexagone/identity';
import { BackgroundImports } from '@hexagone/ingestion';
import {
  createLog,
  Database,
  DatabaseWatch,
  describeApi,
  fastifyAdapter,
  heedSignals,
  Housekeeping,
  installEdge,
  Lifecycle,
  nestLog,
  presentBuild,
  serveDocumentation,
  ServiceChecks,
  settingsWarnings,
  type RouteTable,
  type Settings,
} from '@hexagone/platform';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { AppModule, type AppParts } from './app.module';

export interface AppOptions extends Omit<AppParts, 'build'> {
  readonly log?: Logger;
}

export interface Service {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
  readonly log: Logger;
  readonly describe: () => OpenAPIObject;
}

/** The whole service, initialised but not listening; the database is opened by whoever needs it first. */
export async function createApp({ log: given, ...parts }: AppOptions): Promise<Service> {
  const { settings } = parts;
  const log = given ?? createLog(settings.logLevel);
  const build = presentBuild(settings.env);
  const root = AppModule.with({ ...parts, build });
  const options: NestApplicationOptions = { bodyParser: false, logger: nestLog(log) };
  const app = await NestFactory.create<NestFastifyApplication>(root, fastifyAdapter(settings, log), options);
  const routes = await installEdge(app, log);
  let document: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => (document ??= describeApi(app, routes, build.version));
  serveDocumentation(app, describe);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  try {
    routes.mustAllBeGuarded();
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, routes, log, describe };
}

/** A server that is starting beside us may take this long (ms). */
const DATABASE_PATIENCE = 60_000;

/** Opens the database, listens, and stops gracefully at SIGTERM or SIGINT. */
export async function serve(settings: Settings, more: Omit<AppOptions, 'settings'> = {}): Promise<Service> {
  const service = await createApp({ settings, ...more });
  const { app, log } = service;
  heedSignals(app.get(Lifecycle));
  process.on('uncaughtExceptionMonitor', (err) => {
    log.fatal({ err }, 'the process ends');
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT', 'SIGHUP'], { useProcessExit: true });
  try {
    await app.get(Database).open(DATABASE_PATIENCE);
    await app.get(ServiceChecks).mayStart();
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await app.close();
    throw error;
  }
  app.get(BackgroundImports).start();
  app.get(Housekeeping).start();
  for (const warning of settingsWarnings(settings)) log.warn(warning);
  log.info(await startLine(app, settings), 'Hexagone is listening');
  for (const line of await app.get(FirstAccount).hint()) log.info(line);
  return service;
}

async function startLine(app: NestFastifyApplication, { env, access, host }: Settings): Promise<object> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const { version } = await app.get(DatabaseWatch).state();
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { ...presentBuild(env), node: process.version, database: version, access, port, url };
}
