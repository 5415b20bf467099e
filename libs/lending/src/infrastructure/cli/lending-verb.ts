import type { Command } from 'commander';

/** `hexagone lending`, whichever of its commands is described first. */
export const lendingVerb = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'lending') ??
  program.command('lending').description('Opportunities, proposals, banks').usage('<what> [options]');
