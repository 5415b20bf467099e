import { IngestionModule } from '@hexagone/ingestion';
import {
  DatabaseModule,
  PlatformCliModule,
  SettingsModule,
  UnservedHttpModule,
  type Settings,
} from '@hexagone/platform';
import { TerritoryModule } from '@hexagone/territory';
import { type DynamicModule, Module } from '@nestjs/common';
import { migrations } from '../../../migrations';
import { ServeCommand } from './serve.command';

/** The same contexts behind commander: no rule, no query. */
@Module({})
export class CliModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: CliModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with(migrations),
        PlatformCliModule,
        UnservedHttpModule,
        IngestionModule,
        TerritoryModule,
      ],
      providers: [ServeCommand],
    };
  }
}
