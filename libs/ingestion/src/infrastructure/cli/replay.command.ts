import { CliCommand } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ReplayRejects } from '../../application/replay-rejects';
import { incomingFile } from '../fetch/local-files';
import { asked, type RunOptions, withRunOptions } from './import-options';
import { TerminalRun } from './terminal-run';
import { wholeNumber } from './whole-number';

interface ReplayOptions extends RunOptions {
  readonly from?: string;
}

/** `hexagone replay ID`: a run's rejects judged again, as they were kept or as somebody corrected them. */
@Injectable()
export class ReplayCommand extends CliCommand {
  constructor(
    private readonly replay: ReplayRejects,
    private readonly terminal: TerminalRun,
  ) {
    super();
  }

  describe(program: Command): void {
    const command = program
      .command('replay')
      .description('Judge the rejects of a run again, as they were kept or as you corrected them')
      .argument('<id>', 'number of the run', wholeNumber)
      .option('--from <file>', 'the corrected CSV of `hexagone rejects ID --csv`')
      .addHelpText('after', '\nExample:\n  hexagone replay 42 --from corrected.csv');
    withRunOptions(command).action((id: number, given: ReplayOptions) => this.run(id, given));
  }

  private async run(id: number, given: ReplayOptions): Promise<void> {
    const corrected = given.from === undefined ? undefined : (await incomingFile(given.from)).body;
    const request = await this.replay.execute(id, corrected);
    await this.terminal.execute([{ ...request, ...asked(given) }], given);
  }
}
