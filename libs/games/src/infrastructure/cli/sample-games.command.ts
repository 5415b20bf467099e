import { CliCommand, sampleVerb, wholeOf, writeSample } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, Option } from 'commander';
import { MINI_SAMPLE, SAMPLE_FILES, USUAL_SAMPLE } from '../../application/sample/sample-files';

interface SampleOptions {
  readonly games: number;
  readonly seed: number;
  readonly preset?: 'mini';
  readonly out: string;
  readonly json?: true;
}

/** `hexagone sample games`: every source's file, of games that nobody made, and the truth about them. */
@Injectable()
export class SampleGamesCommand extends CliCommand {
  describe(program: Command): void {
    sampleVerb(program)
      .command('games')
      .description('Files of every source of the catalogue, with their usual defects, of invented games; and the truth')
      .option('--games <number>', 'true games', wholeOf(1, 1_000_000), USUAL_SAMPLE.games)
      .option('--seed <number>', 'another number, other games', wholeOf(0, 999_999_999), USUAL_SAMPLE.seed)
      .addOption(new Option('--preset <name>', 'mini: 40 games of 60 records').choices(['mini']).conflicts('games'))
      .option('--out <directory>', 'where to write', '.')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone sample games --games 500 --out samples')
      .action((given: SampleOptions) => this.write(given));
  }

  private write({ games, seed, preset, out, json }: SampleOptions): Promise<void> {
    const wish = preset === 'mini' ? { ...MINI_SAMPLE, seed } : { games, seed };
    const files = Object.entries(SAMPLE_FILES).map(([name, linesOf]) => [name, linesOf(wish)] as const);
    const manifest = { generator: 'hexagone sample games', ...wish };
    return writeSample({ out, files: Object.fromEntries(files), manifest, json: json === true });
  }
}
