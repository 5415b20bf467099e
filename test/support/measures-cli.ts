import 'reflect-metadata';
import { DatasetRegistry, IngestionModule } from '@hexagone/ingestion';
import { DatabaseModule, readSettings, runCommandLine, SettingsModule, UnservedHttpModule } from '@hexagone/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MeasuresDataset } from './measures-dataset';
import { SharedPortsModule } from './shared-ports';

@Module({})
class MeasuresModule {
  constructor(registry: DatasetRegistry) {
    registry.add(new MeasuresDataset());
  }
}

@Module({
  imports: [
    SettingsModule.with(readSettings(process.env)),
    DatabaseModule.with([]),
    UnservedHttpModule,
    SharedPortsModule,
    IngestionModule,
    MeasuresModule,
  ],
})
class MeasuresCliModule {}

/** The command line with the test's own dataset, as a process that can be killed. */
void runCommandLine(process.argv.slice(2), 'test', () =>
  NestFactory.createApplicationContext(MeasuresCliModule, { logger: ['error', 'fatal'], abortOnError: false }),
);
