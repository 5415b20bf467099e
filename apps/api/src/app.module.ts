import { IngestionModule } from '@hexagone/ingestion';
import { DatabaseModule, PlatformHttpModule, SettingsModule, type Build, type Settings } from '@hexagone/platform';
import { TerritoryModule } from '@hexagone/territory';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { migrations } from '../../../migrations';

/** The contexts that this service publishes over HTTP: no rule, no query. */
@Module({})
export class AppModule {
  static with(settings: Settings, build: Build, more: readonly (Type | DynamicModule)[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with(migrations),
        PlatformHttpModule.with(build),
        IngestionModule,
        TerritoryModule,
        ...more,
      ],
    };
  }
}
