import { readFileSync } from 'node:fs';
import { CliCommand, print, printAll, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { CatalogueReads } from '../../application/catalogue/catalogue-reads';
import { GoldenCatalogue, type Revision } from '../../application/catalogue/golden-catalogue';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import { survivorshipRules } from '../config/survivorship-file';
import { gamesVerb } from './games-verb';

interface Asked {
  readonly json?: true;
}

/** `hexagone games rebuild|recompute|export` */
@Injectable()
export class GamesCatalogueCommand extends CliCommand {
  constructor(
    private readonly catalogue: GoldenCatalogue,
    private readonly reads: CatalogueReads,
  ) {
    super();
  }

  describe(program: Command): void {
    const games = gamesVerb(program);
    const verb = (name: string, description: string, example: string): Command =>
      games.command(name).description(description).addHelpText('after', `\nExample:\n  hexagone games ${example}`);
    verb('rebuild', 'Join all records anew, as one import of all of them would', 'rebuild')
      .option('--reset-ids', 'number the games anew from 1: every link to a game may lead to another one')
      .option('--json', 'one JSON object on stdout')
      .action((asked: Asked & { readonly resetIds?: true }) =>
        this.told('rebuilt', this.catalogue.rebuild(asked.resetIds ?? false), asked),
      );
    verb('recompute', 'Choose the winning values of all games anew', 'recompute --rules earliest.yaml')
      .option(
        '--rules <file>',
        'rules of survivorship, in force from now on; unset: those of config/games are again',
        rulesOf,
      )
      .option('--json', 'one JSON object on stdout')
      .action((asked: Asked & { readonly rules?: SurvivorshipRules }) =>
        this.told('recomputed', this.catalogue.recompute(asked.rules), asked),
      );
    verb('export', 'All games with their records, one JSON object per line', 'export > games.ndjson')
      .option('--runs', 'with the run and the instant of each record')
      .option('--json', 'as without it: every line is JSON')
      .action((asked: Asked & { readonly runs?: true }) => printAll(this.lines(asked.runs ?? false)));
  }

  private async told(done: string, revision: Promise<Revision>, { json }: Asked): Promise<void> {
    const { games } = await revision;
    if (json) printJson({ games_changed: games.length });
    else print(`${done}: ${String(games.length)} games read otherwise than before`);
  }

  private async *lines(withRuns: boolean): AsyncIterable<string> {
    for await (const game of this.reads.games(withRuns)) yield `${JSON.stringify(game)}\n`;
  }
}

function rulesOf(path: string): SurvivorshipRules {
  try {
    return survivorshipRules(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
