import type { Command } from 'commander';

/** `hexagone privacy`, whichever of the commands that add verbs to it comes first. */
export const privacyVerbs = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'privacy') ??
  program.command('privacy').description('Personal data: register, retention, export, erasure');
