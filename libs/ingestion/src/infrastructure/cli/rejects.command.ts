import { CliCommand, print, printAll, printJson, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ImportReads } from '../../application/import-reads';
import { rejectsCsv } from '../reads/rejects-csv';

import { textTable } from './text-table';
import { wholeNumber } from './whole-number';

interface RejectsOptions {
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly limit: number;
}

/** `hexagone rejects ID`: the records that a run set aside, and why. */
@Injectable()
export class RejectsCommand extends CliCommand {
  constructor(private readonly reads: ImportReads) {
    super();
  }

  describe(program: Command): void {
    program
      .command('rejects')
      .description('The records that a run set aside, and why')
      .argument('<id>', 'number of the run', wholeNumber)
      .option('--csv', 'all of them as CSV, the source’s own columns first: correct it, then hexagone replay')
      .option('--json', 'one JSON array on stdout')
      .option('--limit <n>', 'how many, except in CSV', wholeNumber, 100)
      .addHelpText('after', '\nExample:\n  hexagone rejects 42 --csv > rejects.csv')
      .action((id: number, given: RejectsOptions) => this.show(id, given));
  }

  private async show(id: number, { csv, json, limit }: RejectsOptions): Promise<void> {
    if (csv) {
      await printAll(rejectsCsv(await this.reads.header(id), this.reads.rejectStream(id), terminalLanguage()));
      return;
    }
    const { items, hasMore } = await this.reads.rejects(id, {}, { limit, total: false });
    if (json) {
      printJson(items);
      return;
    }
    const language = terminalLanguage();
    const rows = items.map((reject) => [
      String(reject.line),
      reject.field ?? '',
      reject.code,
      reject.value ?? '',
      reject.message[language],
      reject.hint ?? '',
    ]);
    print(...textTable([['line', 'field', 'code', 'value', 'message', 'hint'], ...rows]), ...(hasMore ? ['…'] : []));
    if (items.length > 0)
      print('', `hexagone rejects ${String(id)} --csv → hexagone replay ${String(id)} --from rejects.csv`);
  }
}
