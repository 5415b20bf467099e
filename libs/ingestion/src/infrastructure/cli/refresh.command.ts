import { nearestName } from '@hexagone/kernel';
import { CliCommand } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import type { Dataset } from '../../application/dataset';
import { DatasetRegistry } from '../../application/dataset-registry';
import { noChannel } from '../../domain/run-problems';
import { asked, type RunOptions, withRunOptions } from './import-options';
import { TerminalRun } from './terminal-run';

interface RefreshOptions extends RunOptions {
  readonly only?: string;
}

/** `hexagone refresh <dataset>`: what the scheduler does at each slot, for an outside one. */
@Injectable()
export class RefreshCommand extends CliCommand {
  constructor(
    private readonly registry: DatasetRegistry,
    private readonly terminal: TerminalRun,
  ) {
    super();
  }

  describe(program: Command): void {
    const verb = program
      .command('refresh')
      .description('Load a dataset from its official channels, all or one, now')
      .usage('<dataset> [options]')
      .addHelpText('after', '\nExample:\n  hexagone refresh communes-csv --json');
    for (const dataset of this.registry.all()) this.describeDataset(verb, dataset);
  }

  private describeDataset(verb: Command, dataset: Dataset): void {
    const channels = dataset.channels.map((channel) => channel.name);
    const command = verb
      .command(dataset.name)
      .description(dataset.card.title.en)
      .option('--only <channel>', `this channel alone: ${channels.join(', ') || 'there is none'}`, (name) =>
        known(name, channels),
      )
      .addHelpText('after', `\nExample:\n  hexagone refresh ${dataset.name} --json`);
    withRunOptions(command).action((given: RefreshOptions) => {
      if (channels.length === 0) throw noChannel(dataset.name);
      return this.terminal.execute(requests(dataset, given), given);
    });
  }
}

function known(name: string, channels: readonly string[]): string {
  if (channels.includes(name)) return name;
  const nearest = nearestName(name, channels);
  throw new InvalidArgumentError(nearest ? `Did you mean ${nearest}?` : `Known channels: ${channels.join(', ')}.`);
}

const requests = (dataset: Dataset, given: RefreshOptions): Parameters<TerminalRun['execute']>[0] =>
  dataset.channels
    .filter((channel) => given.only === undefined || channel.name === given.only)
    .map((channel) => ({
      ...asked(given),
      dataset: dataset.name,
      from: { kind: 'official' },
      channel: channel.name,
      trigger: 'schedule',
    }));
