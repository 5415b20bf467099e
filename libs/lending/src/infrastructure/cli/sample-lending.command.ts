import { CliCommand, sampleVerb, wholeOf, writeSample } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { SAMPLE_FILES, USUAL_SAMPLE } from '../../application/sample/sample-files';

interface SampleOptions {
  readonly rows: number;
  readonly seed: number;
  readonly out: string;
  readonly broken?: true;
  readonly json?: true;
}

/** `hexagone sample lending`: the three files of the export, of people who do not exist. Same arguments, same bytes. */
@Injectable()
export class SampleLendingCommand extends CliCommand {
  describe(program: Command): void {
    sampleVerb(program)
      .command('lending')
      .description('Opportunities, proposals and banks as the broker exports them; nobody in them exists')
      .option('--rows <number>', 'opportunities', wholeOf(1, 9_999_999), USUAL_SAMPLE.rows)
      .option('--seed <number>', 'another number, other values', wholeOf(0, 999_999_999), USUAL_SAMPLE.seed)
      .option('--out <directory>', 'where to write', '.')
      .option('--broken', 'adds a short line, a repeated row, a contradicting one and a wrong id')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone sample lending --rows 2000 --out samples')
      .action((given: SampleOptions) => this.write(given));
  }

  private write({ rows, seed, out, broken, json }: SampleOptions): Promise<void> {
    const wish = { rows, seed, broken: broken === true };
    const files = Object.entries(SAMPLE_FILES).map(([name, linesOf]) => [`${name}.csv`, linesOf(wish)] as const);
    const manifest = { generator: 'hexagone sample lending', ...wish };
    return writeSample({ out, files: Object.fromEntries(files), manifest, json: json === true });
  }
}
