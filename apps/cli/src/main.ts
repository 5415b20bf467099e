import 'reflect-metadata';
import { presentBuild, readSettings, runCommandLine } from '@hexagone/platform';
import { NestFactory } from '@nestjs/core';
import { CliModule } from './cli.module';

void runCommandLine(process.argv.slice(2), presentBuild(process.env).version, () =>
  NestFactory.createApplicationContext(CliModule.with({ settings: readSettings(process.env) }), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  }),
);
