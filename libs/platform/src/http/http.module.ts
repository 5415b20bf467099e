import { AuditLog, Generations } from '@hexagone/kernel';
import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { SchemaMigrations } from '../database/schema-migrations';
import { Housekeeping } from '../housekeeping/housekeeping';
import { DatabaseWatch } from '../observability/database-watch';
import { GracefulShutdown } from '../observability/graceful-shutdown';
import { HealthController } from '../observability/health.controller';
import { Lifecycle } from '../observability/lifecycle';
import type { Build } from '../observability/build';
import { ServiceChecks } from '../observability/service-checks';
import { StatusReader } from '../observability/status';
import { StatusController } from '../observability/status.controller';
import { Authenticator } from './authenticator';
import { AccessControl } from './edge/access';
import { CursorCodec } from './cursor-codec';
import { ListAnswers } from './list-answers';
import { ProblemsController } from './problems.controller';
import { RateLimiter } from './rate-limit/rate-limiter';
import { SharedWindows } from './rate-limit/shared-windows';
import { ReadTags } from './read-tags';

const PLAIN = [Lifecycle, ServiceChecks, ListAnswers];

const ACCESS: Provider = {
  provide: AccessControl,
  useFactory: ({ access }: Settings, tokens: Authenticator, audit: AuditLog) =>
    new AccessControl(access, tokens, audit),
  inject: [SETTINGS, Authenticator, AuditLog],
};

const LIMITER: Provider = {
  provide: RateLimiter,
  useFactory: (settings: Settings, database: Database, housekeeping: Housekeeping) =>
    new RateLimiter(settings, new SharedWindows(database), housekeeping),
  inject: [SETTINGS, Database, Housekeeping],
};

/** What every HTTP adapter of a context may inject, and the routes of the service itself. */
@Global()
@Module({})
export class PlatformHttpModule {
  static with(build: Build): DynamicModule {
    const readTags = (generations: Generations): ReadTags => new ReadTags(generations, build.version);
    const status = (watch: DatabaseWatch, lifecycle: Lifecycle, discovery: DiscoveryService): StatusReader =>
      new StatusReader(watch, lifecycle, discovery, build);
    return {
      module: PlatformHttpModule,
      imports: [DiscoveryModule],
      controllers: [HealthController, StatusController, ProblemsController],
      providers: [
        ...PLAIN,
        ACCESS,
        LIMITER,
        { provide: CursorCodec, useFactory: ({ secret }: Settings) => new CursorCodec(secret), inject: [SETTINGS] },
        { provide: ReadTags, useFactory: readTags, inject: [Generations] },
        {
          provide: DatabaseWatch,
          useFactory: (database: Database, migrations: SchemaMigrations) => new DatabaseWatch(database, migrations),
          inject: [Database, SchemaMigrations],
        },
        { provide: StatusReader, useFactory: status, inject: [DatabaseWatch, Lifecycle, DiscoveryService] },
        {
          provide: GracefulShutdown,
          useFactory: (lifecycle: Lifecycle, settings: Settings, host: HttpAdapterHost) =>
            new GracefulShutdown(lifecycle, settings, host),
          inject: [Lifecycle, SETTINGS, HttpAdapterHost],
        },
      ],
      exports: [AccessControl, Lifecycle, CursorCodec, ListAnswers, ReadTags],
    };
  }
}
