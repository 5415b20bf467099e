import { problem } from '@hexagone/kernel';
import { CliCommand, interruption, print, printJson, tell } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { EmbeddingChore } from '../vectors/embedding-chore';
import { CommandFailure } from './command-failure';
import { gamesVerb } from './games-verb';

const EMBEDDING_BUSY = problem('games.embedding-busy', 'conflict', {
  en: 'Games are being embedded already',
  fr: 'Les plongements sont déjà en cours de calcul',
});

const MANY = 500;

/** `hexagone games embed`: what the service does in the background, at once. */
@Injectable()
export class GamesEmbedCommand extends CliCommand {
  constructor(private readonly chore: EmbeddingChore) {
    super();
  }

  describe(program: Command): void {
    gamesVerb(program)
      .command('embed')
      .description('Embed the games that changed, or all of them where the model did: what search by meaning compares')
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone games embed')
      .action((given: { readonly json?: true }) => this.embed(given));
  }

  private async embed({ json }: { readonly json?: true }): Promise<void> {
    let told = 0;
    const progress = (embedded: number): void => {
      if (embedded - told < MANY) return;
      told = embedded;
      tell(`${embedded} games embedded …`);
    };
    const outcome = await this.chore.now({ signal: interruption, progress });
    if (!outcome) throw busy();
    if (json) printJson(outcome);
    else if (outcome.model === null) print('Embeddings are switched off: GAMES_EMBEDDINGS=off');
    else print(`${outcome.embedded} games embedded by ${outcome.model}`);
  }
}

const busy = (): CommandFailure =>
  new CommandFailure('busy', EMBEDDING_BUSY, {
    en: 'Another process, most likely the service, is embedding games: it embeds all that changed',
    fr: 'Un autre processus, sans doute le service, calcule les plongements : il traite tout ce qui a changé',
  });
