import { EnergyModule } from '@hexagone/energy';
import { GamesModule } from '@hexagone/games';
import { IdentityModule } from '@hexagone/identity';
import { IngestionModule } from '@hexagone/ingestion';
import { LendingModule } from '@hexagone/lending';
import {
  DatabaseModule,
  PlatformHttpModule,
  SettingsModule,
  type Build,
  type MigrationClass,
  type Settings,
} from '@hexagone/platform';
import { type CountryPack, SitesModule } from '@hexagone/sites';
import { TerritoryModule } from '@hexagone/territory';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { migrations as allMigrations } from '../../../migrations';

export interface AppParts {
  readonly settings: Settings;
  readonly build: Build;
  /** Further modules, such as a test's own controllers. */
  readonly modules?: readonly (Type | DynamicModule)[];
  /** Countries whose sites are known; unset: all that are written. */
  readonly countries?: readonly CountryPack[];
  /** Unset: all that are written. */
  readonly migrations?: readonly MigrationClass[];
}

/** The contexts that this service publishes over HTTP: no rule, no query. */
@Module({})
export class AppModule {
  static with({ settings, build, countries, modules = [], migrations = allMigrations }: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with(migrations),
        PlatformHttpModule.with(build),
        IdentityModule,
        IngestionModule,
        TerritoryModule,
        SitesModule.with(countries),
        EnergyModule,
        LendingModule,
        GamesModule,
        ...modules,
      ],
    };
  }
}
