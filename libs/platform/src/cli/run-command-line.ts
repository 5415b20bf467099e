import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Command } from 'commander';
import { CliCommand } from './cli-command';
import { failureReport } from './failure-report';
import { interrupt, interruption, interruptionCode, listenForSignals } from './interruption';
import { tell, terminalLanguage } from './terminal';

/** How long a command may take to end what it began, once it was asked to stop (ms). */
const LAST_MOMENTS = 10_000;
const BROKEN_PIPE = 141;

/** Runs one command line in the application that `build` makes; closes it; leaves the outcome in `process.exitCode`. */
export async function runCommandLine(
  words: readonly string[],
  version: string,
  build: () => Promise<INestApplicationContext>,
): Promise<void> {
  listenForSignals();
  process.stdout.on('error', () => {
    interrupt(BROKEN_PIPE);
  });
  let code = 0;
  try {
    const context = await build();
    try {
      await Promise.race([programOf(commandsIn(context), version).parseAsync(words, { from: 'user' }), interrupted()]);
    } finally {
      await context.close();
    }
  } catch (error) {
    code = failed(error);
  }
  if (interruption.aborted) process.exit(interruptionCode());
  if (code !== 0) process.exitCode = code;
}

/** The whole command line. Wrong usage names the nearest word. */
export function programOf(commands: readonly CliCommand[], version: string): Command {
  const program = new Command('hexagone')
    .description('One self-hosted backend for French public and partner data')
    .version(version, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(--help lists what is possible)');
  for (const command of commands) command.describe(program);
  return program;
}

function commandsIn(context: INestApplicationContext): readonly CliCommand[] {
  const providers = [...context.get(ModulesContainer).values()].flatMap(({ providers }) => [...providers.values()]);
  const commands = providers.map(({ instance }) => instance).filter((one) => one instanceof CliCommand);
  return [...new Set(commands)];
}

function failed(error: unknown): number {
  const { lines, exitCode } = failureReport(error, terminalLanguage());
  if (!interruption.aborted) for (const line of lines) tell(line);
  return exitCode;
}

/** Settles some time after an interruption, for a command that does not heed it. */
async function interrupted(): Promise<void> {
  await new Promise((resolve) => {
    interruption.addEventListener('abort', resolve, { once: true });
  });
  await sleep(LAST_MOMENTS, undefined, { ref: false });
}
