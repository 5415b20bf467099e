import { Generations } from '@hexagone/kernel';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, HttpAdapterHost } from '@nestjs/core';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { SchemaMigrations } from '../database/schema-migrations';
import { DatabaseWatch } from '../observability/database-watch';
import { GracefulShutdown } from '../observability/graceful-shutdown';
import { HealthController } from '../observability/health.controller';
import { Lifecycle } from '../observability/lifecycle';
import type { Build } from '../observability/build';
import { ServiceChecks } from '../observability/service-checks';
import { StatusReader } from '../observability/status';
import { StatusController } from '../observability/status.controller';
import { Authenticator, NoTokenIsKnown } from './authenticator';
import { CursorCodec } from './cursor-codec';
import { ListAnswers } from './list-answers';
import { ProblemsController } from './problems.controller';
import { ReadTags } from './read-tags';

const PLAIN = [Lifecycle, ServiceChecks, ListAnswers];

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
        { provide: Authenticator, useClass: NoTokenIsKnown },
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
      exports: [Lifecycle, Authenticator, CursorCodec, ListAnswers, ReadTags],
    };
  }
}
