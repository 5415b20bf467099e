import { CliCommand, print, printJson, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { type DatasetView, ImportReads } from '../../application/import-reads';

import { textTable } from './text-table';

/** `hexagone datasets`: sources and freshness. */
@Injectable()
export class DatasetsCommand extends CliCommand {
  constructor(private readonly reads: ImportReads) {
    super();
  }

  describe(program: Command): void {
    program
      .command('datasets')
      .description('The datasets, their sources and how fresh they are')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone datasets')
      .action((given: { json?: boolean }) => this.list(given.json ?? false));
  }

  private async list(json: boolean): Promise<void> {
    const datasets = await this.reads.datasets();
    if (json) printJson(datasets);
    else print(...textTable([HEAD, ...datasets.map(row)]));
  }
}

const HEAD = ['dataset', 'generation', 'data', 'changed', 'checked', 'last run', 'next due', 'title', 'licence'];

const instant = (text: string | null | undefined): string => text?.slice(0, 19) ?? '–';

function row(dataset: DatasetView): string[] {
  const due = dataset.channels.flatMap((channel) => channel.next_due_at ?? []).sort()[0];
  const last = dataset.last_run;
  const kind = dataset.synthetic ? 'synthetic' : 'real';
  return [
    dataset.name,
    String(dataset.generation),
    dataset.generation === 0 ? 'none' : kind,
    instant(dataset.changed_at),
    instant(dataset.checked_at),
    last ? `${String(last.id)} ${last.state}` : '–',
    instant(due),
    dataset.card.title[terminalLanguage()],
    dataset.card.licence,
  ];
}
