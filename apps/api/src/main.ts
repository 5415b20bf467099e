import 'reflect-metadata';
import { failureReport, readSettings } from '@hexagone/platform';
import { serve } from './bootstrap';

async function main(): Promise<void> {
  try {
    await serve(readSettings(process.env));
  } catch (error) {
    const { lines, exitCode } = failureReport(error, 'en');
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.exit(exitCode);
  }
}

void main();
