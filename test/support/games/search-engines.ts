import { Client } from '@elastic/elasticsearch';
import type { Generations } from '@hexagone/kernel';
import { Housekeeping } from '@hexagone/platform';
import type { GameSearch } from '../../../libs/games/src/application/search/game-search';
import { ElasticsearchConnection } from '../../../libs/games/src/infrastructure/elasticsearch/elasticsearch-connection';
import { ElasticsearchSearch } from '../../../libs/games/src/infrastructure/elasticsearch/elasticsearch-search';
import { GameDocuments } from '../../../libs/games/src/infrastructure/elasticsearch/game-documents';
import { IndexAliases } from '../../../libs/games/src/infrastructure/elasticsearch/index-aliases';
import {
  GAMES_INDEX,
  type IndexDefinition,
} from '../../../libs/games/src/infrastructure/elasticsearch/index-definition';
import { IndexLag } from '../../../libs/games/src/infrastructure/elasticsearch/index-lag';
import { Outbox } from '../../../libs/games/src/infrastructure/elasticsearch/outbox';
import { SearchIndex } from '../../../libs/games/src/infrastructure/elasticsearch/search-index';
import { SearchIndexChore } from '../../../libs/games/src/infrastructure/elasticsearch/search-index-chore';
import { gameMappings } from '../../../libs/games/src/infrastructure/mapping/mapping-files';
import { GameSuggestions } from '../../../libs/games/src/infrastructure/postgres-search/game-suggestions';
import { GameWords } from '../../../libs/games/src/infrastructure/postgres-search/game-words';
import { PostgresSearch } from '../../../libs/games/src/infrastructure/postgres-search/postgres-search';
import { Spelling } from '../../../libs/games/src/infrastructure/postgres-search/spelling';
import { WordStems } from '../../../libs/games/src/infrastructure/postgres-search/word-stems';
import { freshDatabase, openDatabase } from '../database';
import { type Catalogue } from './searchable-games';

export interface OpenCatalogue extends Catalogue {
  readonly close: () => Promise<void>;
}

function countedGenerations(): Generations {
  let moves = 0;
  return {
    of: () => Promise.resolve(String(moves)),
    touch: () => {
      moves++;
      return Promise.resolve();
    },
  };
}

export async function emptyCatalogue(): Promise<OpenCatalogue> {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.url);
  return {
    ...{ database, generations: countedGenerations() },
    close: async () => {
      await database.close();
      await fresh.close();
    },
  };
}

const vocabularyOf = ({ database, generations }: Catalogue) => {
  const words = new GameWords(database, generations);
  return { words, stems: new WordStems(database), spelling: new Spelling(database, words) };
};

export function postgresSearch(catalogue: Catalogue): GameSearch {
  const { words, stems, spelling } = vocabularyOf(catalogue);
  return new PostgresSearch(catalogue.database, spelling, stems, new GameSuggestions(catalogue.database, words));
}

export interface ElasticsearchAt {
  readonly search: GameSearch;
  readonly index: SearchIndex;
  readonly outbox: Outbox;
  readonly chore: SearchIndexChore;
  readonly client: Client;
  readonly alias: string;
  readonly close: () => Promise<void>;
}

/** All of Elasticsearch's side, as one process of the service has it. */
export function elasticsearchAt(
  node: string,
  catalogue: Catalogue,
  {
    alias = 'hexagone-games',
    definition = GAMES_INDEX,
    ...options
  }: { alias?: string; definition?: IndexDefinition; requestTimeout?: number } = {},
): ElasticsearchAt {
  const { database, generations } = catalogue;
  const connection = new ElasticsearchConnection({ node, ...options });
  const aliases = new IndexAliases(alias, definition);
  const outbox = new Outbox(database);
  const index = new SearchIndex(connection, aliases, {
    generations,
    documents: new GameDocuments(database, gameMappings()),
    outbox,
  });
  const housekeeping = new Housekeeping(database);
  const client = new Client({ node, maxRetries: 0 });
  return {
    ...{ index, outbox, client, alias },
    search: new ElasticsearchSearch(connection, alias, new IndexLag(database), vocabularyOf(catalogue)),
    chore: new SearchIndexChore(housekeeping, connection, index, outbox),
    close: async () => {
      await housekeeping.onModuleDestroy();
      await connection.onModuleDestroy();
      await client.close();
    },
  };
}
