import { Generations } from '@hexagone/kernel';
import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { PreferredSearch } from '../application/search/preferred-search';
import { GamesReindexCommand } from '../infrastructure/cli/games-reindex.command';
import { ElasticsearchConnection } from '../infrastructure/elasticsearch/elasticsearch-connection';
import { ElasticsearchSearch } from '../infrastructure/elasticsearch/elasticsearch-search';
import { elasticsearchSettings } from '../infrastructure/elasticsearch/elasticsearch-settings';
import { GameDocuments } from '../infrastructure/elasticsearch/game-documents';
import { IndexAliases } from '../infrastructure/elasticsearch/index-aliases';
import { GAMES_INDEX } from '../infrastructure/elasticsearch/index-definition';
import { IndexLag } from '../infrastructure/elasticsearch/index-lag';
import { Outbox } from '../infrastructure/elasticsearch/outbox';
import { SearchIndex } from '../infrastructure/elasticsearch/search-index';
import { SearchIndexChore } from '../infrastructure/elasticsearch/search-index-chore';
import { SearchIndexStatus } from '../infrastructure/elasticsearch/search-index-status';
import { gameMappings } from '../infrastructure/mapping/mapping-files';
import { GameWords } from '../infrastructure/postgres-search/game-words';
import { Spelling } from '../infrastructure/postgres-search/spelling';
import { WordStems } from '../infrastructure/postgres-search/word-stems';
import type { Part } from '@hexagone/platform';

/** Games found by Elasticsearch, where the operator has one; PostgreSQL stands in for it whenever it cannot answer. */
export const elasticsearch: Part = {
  controllers: [],
  providers: [
    GamesReindexCommand,
    IndexLag,
    Outbox,
    SearchIndexChore,
    SearchIndexStatus,
    { provide: IndexAliases, useFactory: () => new IndexAliases('hexagone-games', GAMES_INDEX) },
    {
      provide: ElasticsearchConnection,
      useFactory: ({ env }: Settings) => new ElasticsearchConnection(elasticsearchSettings(env)),
      inject: [SETTINGS],
    },
    {
      provide: SearchIndex,
      useFactory: (
        connection: ElasticsearchConnection,
        aliases: IndexAliases,
        ...[database, outbox, generations]: [Database, Outbox, Generations]
      ) =>
        new SearchIndex(connection, aliases, {
          documents: new GameDocuments(database, gameMappings()),
          outbox,
          generations,
        }),
      inject: [ElasticsearchConnection, IndexAliases, Database, Outbox, Generations],
    },
    {
      provide: PreferredSearch,
      useFactory: (
        connection: ElasticsearchConnection,
        { alias }: IndexAliases,
        ...[lag, stems, spelling, words]: [IndexLag, WordStems, Spelling, GameWords]
      ) => ({
        engine: connection.isConfigured
          ? new ElasticsearchSearch(connection, alias, lag, { stems, spelling, words })
          : null,
      }),
      inject: [ElasticsearchConnection, IndexAliases, IndexLag, WordStems, Spelling, GameWords],
    },
  ],
};
