import 'reflect-metadata';
import { readSettings } from '@hexagone/platform';
import { serve } from './bootstrap';

async function main(): Promise<void> {
  try {
    await serve(readSettings(process.env));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
