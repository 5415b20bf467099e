import { resolve } from 'node:path';
import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ErasesAccounts } from '../../application/erase-account';
import { ExportPersonalData } from '../../application/rights/export-personal-data';
import { ReplayErasures } from '../../application/rights/replay-erasures';
import { NamedAccounts } from './named-accounts';
import { privacyVerbs } from './privacy-verbs';

interface Asked {
  readonly json?: true;
}
interface AskedOfOne extends Asked {
  readonly email: string;
}
interface AskedToReplay extends Asked {
  readonly marks: readonly string[];
}

/** `hexagone privacy export|forget|replay-erasures` */
@Injectable()
export class RightsCommand extends CliCommand {
  constructor(
    private readonly named: NamedAccounts,
    private readonly exporting: ExportPersonalData,
    private readonly erasing: ErasesAccounts,
    private readonly replaying: ReplayErasures,
  ) {
    super();
  }

  describe(program: Command): void {
    const privacy = privacyVerbs(program);
    const verb = (name: string, description: string, example: string): Command =>
      privacy
        .command(name)
        .description(description)
        .option('--json', 'one JSON object on stdout')
        .addHelpText('after', `\nExample:\n  hexagone privacy ${example}`);
    verb('export', 'Everything known of a person, as JSON', 'export --email claire@example.org > claire.json')
      .requiredOption('--email <email>', 'address of the account, or its id')
      .action((asked: AskedOfOne) => this.export(asked));
    verb('forget', 'Erase a person everywhere; it cannot be undone', 'forget --email claire@example.org')
      .requiredOption('--email <email>', 'address of the account, or its id')
      .action((asked: AskedOfOne) => this.forget(asked));
    verb('replay-erasures', 'Erase again who came back with a backup', 'replay-erasures --marks /safe/erasures')
      .option('--marks <file>', 'marks copied from elsewhere; several times for several files', gathered, [])
      .action((asked: AskedToReplay) => this.replay(asked));
  }

  private async export({ email, json }: AskedOfOne): Promise<void> {
    const { id } = await this.named.get(email);
    const data = await this.exporting.execute(id, 'cli');
    if (json) printJson(data);
    else print(JSON.stringify(data, null, 2));
  }

  private async forget({ email, json }: AskedOfOne): Promise<void> {
    const { id } = await this.named.get(email);
    await this.erasing.execute(id, 'cli');
    if (json) printJson({ erased: id });
    else print(`erased ${id}`);
  }

  private async replay({ marks, json }: AskedToReplay): Promise<void> {
    const done = await this.replaying.execute(marks.map((file) => resolve(file)));
    if (json) printJson(done);
    else {
      print(`${done.marks} marks brought back, ${done.erased.length} accounts erased again`);
      for (const [context, records] of Object.entries(done.records)) print(`${records} erased again in ${context}`);
      for (const { account, code } of done.kept) print(`Account ${account} stays: ${code}`);
    }
    if (done.kept.length > 0) process.exitCode = 1;
  }
}

const gathered = (file: string, files: readonly string[]): readonly string[] => [...files, file];
