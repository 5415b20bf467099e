import type { Command } from 'commander';

/** `hexagone games`, whichever of its commands is described first. */
export const gamesVerb = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'games') ??
  program.command('games').description('The catalogue of games').usage('<verb> [options]');
