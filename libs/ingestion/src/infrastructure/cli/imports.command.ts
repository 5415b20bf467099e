import { type Language } from '@hexagone/kernel';
import { CliCommand, print, printJson, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, Option } from 'commander';
import { ImportReads } from '../../application/import-reads';
import type { RunRow } from '../../application/run-row';
import { RUN_STATES, type RunState } from '../../domain/import-run';
import { phrase } from './detail-lines';
import { duration, nextStep, runReport, sourceName } from './run-report';

import { textTable } from './text-table';
import { wholeNumber } from './whole-number';

interface ListOptions {
  readonly dataset?: string;
  readonly state?: RunState;
  readonly limit: number;
  readonly json?: boolean;
}

/** `hexagone imports` and `hexagone imports show ID`: the ledger. */
@Injectable()
export class ImportsCommand extends CliCommand {
  constructor(private readonly reads: ImportReads) {
    super();
  }

  describe(program: Command): void {
    const list = program
      .command('imports')
      .description('The runs of the ledger, newest first')
      .option('--dataset <name>', 'of this dataset alone')
      .addOption(new Option('--state <state>', 'in this state alone').choices(RUN_STATES))
      .option('--limit <n>', 'how many', wholeNumber, 20)
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone imports --dataset communes-csv --state rejected')
      .action((given: ListOptions) => this.list(given));
    list
      .command('show')
      .description('One run: where it came from, its balance, guards and findings')
      .argument('<id>', 'number of the run', wholeNumber)
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone imports show 42 --json')
      .action((id: number, _: object, command: Command) => this.show(id, isJson(command)));
  }

  private async list({ dataset, state, limit, json }: ListOptions): Promise<void> {
    const { items } = await this.reads.runs({ dataset, state }, { limit, total: false });
    if (json) printJson(items);
    else print(...runTable(items, terminalLanguage()));
  }

  private async show(id: number, json: boolean): Promise<void> {
    const run = await this.reads.run(id);
    if (json) {
      printJson(run);
      return;
    }
    const language = terminalLanguage();
    const next = nextStep(run, language);
    print(...runReport(run, language), ...(next ? ['', next] : []));
  }
}

/** `--json` belongs to `imports` too, which takes it wherever it stands. */
const isJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json ?? false;

function runTable(runs: readonly RunRow[], language: Language): string[] {
  const head = [
    'id',
    'dataset',
    'state',
    'trigger',
    'requested',
    'read',
    'inserted',
    'updated',
    'rejected',
    'took',
    'source',
  ];
  const number = (value: number): string => phrase(value, language);
  return textTable([
    head,
    ...runs.map((run) => [
      String(run.id),
      run.dataset,
      run.state,
      run.trigger,
      run.requested_at.slice(0, 19),
      ...[run.read, run.inserted, run.updated, run.rejected].map(number),
      duration(run),
      sourceName(run.source),
    ]),
  ]);
}
