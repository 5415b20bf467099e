import { problem } from '@hexagone/kernel';
import { CliCommand, interruption, print, printJson, tell } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { ElasticsearchConnection } from '../elasticsearch/elasticsearch-connection';
import { statusOf } from '../elasticsearch/engine-failure';
import type { Rebuilt } from '../elasticsearch/search-index';
import { SearchIndexChore } from '../elasticsearch/search-index-chore';
import { CommandFailure } from './command-failure';
import { gamesVerb } from './games-verb';

const NO_SEARCH_ENGINE = problem('games.no-search-engine', 'invalid', {
  en: 'No search engine is configured',
  fr: 'Aucun moteur de recherche n’est configuré',
});

const INDEX_BUSY = problem('games.index-busy', 'conflict', {
  en: 'The search index is being written already',
  fr: 'L’index de recherche est déjà en cours d’écriture',
});

const INDEX_FAILED = problem('games.index-failed', 'unavailable', {
  en: 'The search index could not be made',
  fr: 'L’index de recherche n’a pas pu être construit',
});

const MANY = 5000;

/** `hexagone games reindex`: a new index from the catalogue; reads stay on the old one until it is whole. */
@Injectable()
export class GamesReindexCommand extends CliCommand {
  constructor(
    private readonly connection: ElasticsearchConnection,
    private readonly chore: SearchIndexChore,
  ) {
    super();
  }

  describe(program: Command): void {
    gamesVerb(program)
      .command('reindex')
      .description('Make the index of Elasticsearch anew, and try again what it refused')
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  ELASTICSEARCH_URL=http://127.0.0.1:9200 hexagone games reindex')
      .action((given: { readonly json?: true }) => this.reindex(given));
  }

  private async reindex({ json }: { readonly json?: true }): Promise<void> {
    if (!this.connection.isConfigured) throw notConfigured();
    let told = 0;
    const progress = (games: number): void => {
      if (games - told < MANY) return;
      told = games;
      tell(`${String(games)} games …`);
    };
    const rebuilt = await this.rebuilt(progress);
    if (!rebuilt) throw busy();
    if (json) printJson(rebuilt);
    else print(`${rebuilt.index}: ${String(rebuilt.games)} games, ${String(rebuilt.refused)} refused`);
  }

  private async rebuilt(progress: (games: number) => void): Promise<Rebuilt | null> {
    try {
      return await this.chore.now({ signal: interruption, progress });
    } catch (error) {
      if (interruption.aborted) throw error;
      throw failed(error);
    }
  }
}

const notConfigured = (): CommandFailure =>
  new CommandFailure('usage', NO_SEARCH_ENGINE, {
    en: 'ELASTICSEARCH_URL is unset: PostgreSQL finds the games, and needs no index',
    fr: 'ELASTICSEARCH_URL n’est pas définie : PostgreSQL trouve les jeux, sans index',
  });

const busy = (): CommandFailure =>
  new CommandFailure('busy', INDEX_BUSY, {
    en: 'another process, most likely the service, is writing it: try again',
    fr: 'un autre processus, sans doute le service, l’écrit : réessayez',
  });

/** The client’s messages hold no credentials. */
function failed(error: unknown): CommandFailure {
  const said = error instanceof Error ? error.message : String(error);
  const outcome =
    statusOf(error) === undefined && /^(Connection|Timeout)Error$/.test(nameOf(error)) ? 'unreachable' : 'internal';
  return new CommandFailure(outcome, INDEX_FAILED, { en: said, fr: said });
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
