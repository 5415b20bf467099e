import { EnergyModule } from '@hexagone/energy';
import { GamesModule } from '@hexagone/games';
import { IdentityModule } from '@hexagone/identity';
import { IngestionModule } from '@hexagone/ingestion';
import { LendingModule } from '@hexagone/lending';
import {
  DatabaseModule,
  PlatformCliModule,
  SettingsModule,
  UnservedHttpModule,
  type MigrationClass,
  type Settings,
} from '@hexagone/platform';
import { type CountryPack, SitesModule } from '@hexagone/sites';
import { TerritoryModule } from '@hexagone/territory';
import { type DynamicModule, Module } from '@nestjs/common';
import { migrations as allMigrations } from '../../../migrations';
import { ServeCommand } from './serve.command';

export interface CliParts {
  readonly settings: Settings;
  /** Countries whose sites are known; unset: all that are written. */
  readonly countries?: readonly CountryPack[];
  /** Unset: all that are written. */
  readonly migrations?: readonly MigrationClass[];
}

/** The same contexts behind commander: no rule, no query. */
@Module({})
export class CliModule {
  static with({ settings, countries, migrations = allMigrations }: CliParts): DynamicModule {
    return {
      module: CliModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with(migrations),
        PlatformCliModule,
        UnservedHttpModule,
        IdentityModule,
        IngestionModule,
        TerritoryModule,
        SitesModule.with(countries),
        EnergyModule,
        LendingModule,
        GamesModule,
      ],
      providers: [ServeCommand],
    };
  }
}
