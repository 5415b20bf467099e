import { CliCommand } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import type { Dataset } from '../../application/dataset';
import { DatasetRegistry } from '../../application/dataset-registry';
import { asked, datasetOptions, fromOf, type RunOptions, withDatasetOptions, withRunOptions } from './import-options';
import { TerminalRun } from './terminal-run';

interface ImportOptions extends RunOptions {
  readonly from?: string;
}

/** `hexagone import <dataset>`: one verb per dataset, so that each shows its own options. */
@Injectable()
export class ImportCommand extends CliCommand {
  constructor(
    private readonly registry: DatasetRegistry,
    private readonly terminal: TerminalRun,
  ) {
    super();
  }

  describe(program: Command): void {
    const verb = program
      .command('import')
      .description('Load a dataset: fetch, judge every record, publish all of it or nothing')
      .usage('<dataset> [options]')
      .addHelpText('after', '\nExample:\n  hexagone import communes-csv --from communes.csv --dry-run');
    for (const dataset of this.registry.all()) this.describeDataset(verb, dataset);
  }

  private describeDataset(verb: Command, dataset: Dataset): void {
    const command = verb
      .command(dataset.name)
      .description(dataset.card.title.en)
      .option('--from <source>', '"embedded", "official", a file, a directory or a URL')
      .option('--force', 'read even what is known to be the same')
      .addHelpText('after', `\nExample:\n  hexagone import ${dataset.name} --from FILE --json`);
    withDatasetOptions(withRunOptions(command), dataset).action((given: ImportOptions & Record<string, unknown>) =>
      this.terminal.execute(
        [
          {
            ...asked(given),
            dataset: dataset.name,
            from: fromOf(given.from),
            options: datasetOptions(dataset, given),
            trigger: 'cli',
          },
        ],
        given,
      ),
    );
  }
}
