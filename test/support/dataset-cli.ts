import 'reflect-metadata';
import { type Dataset, DatasetRegistry, IngestionModule } from '@hexagone/ingestion';
import { DatabaseModule, readSettings, runCommandLine, SettingsModule, UnservedHttpModule } from '@hexagone/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SharedPortsModule } from './shared-ports';

@Module({
  imports: [
    SettingsModule.with(readSettings(process.env)),
    DatabaseModule.with([]),
    UnservedHttpModule,
    SharedPortsModule,
    IngestionModule,
  ],
})
class DatasetCliModule {}

/** The command line with one dataset, for a process that can be killed. */
export function runCommandLineWith(dataset: Dataset): void {
  void runCommandLine(process.argv.slice(2), 'test', async () => {
    const app = await NestFactory.createApplicationContext(DatasetCliModule, {
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    app.get(DatasetRegistry).add(dataset);
    return app;
  });
}
