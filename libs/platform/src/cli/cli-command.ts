import type { Command } from 'commander';

/**
 * One or several verbs of the command line, provided by a context's module; `apps/cli` finds every provider of this
 * class. Results go to stdout, talk to stderr. Actions set `process.exitCode` (or throw); they never call `process.exit`.
 */
export abstract class CliCommand {
  /** Adds the verbs, their arguments and options to the program, with an example in each help text. */
  abstract describe(program: Command): void;
}
