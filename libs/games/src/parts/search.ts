import { Database } from '@hexagone/platform';
import { SearchEngines } from '../application/search/engines';
import { FoundGames } from '../application/search/found-games';
import { GameItems } from '../application/search/game-items';
import { GameSearch } from '../application/search/game-search';
import { GameSlugs } from '../application/search/game-slugs';
import { MeantGames } from '../application/search/meant-games';
import { ResolveFilters } from '../application/search/resolve-filters';
import { SearchGames } from '../application/search/search-games';
import { SearchController } from '../infrastructure/http/search.controller';
import { SuggestController } from '../infrastructure/http/suggest.controller';
import { SearchFacets } from '../infrastructure/listing/search-facets';
import { gameMappings } from '../infrastructure/mapping/mapping-files';
import { SqlGameItems } from '../infrastructure/persistence/sql-game-items';
import { SqlGameSlugs } from '../infrastructure/persistence/sql-game-slugs';
import { GameSuggestions } from '../infrastructure/postgres-search/game-suggestions';
import { GameWords } from '../infrastructure/postgres-search/game-words';
import { PostgresSearch } from '../infrastructure/postgres-search/postgres-search';
import { Spelling } from '../infrastructure/postgres-search/spelling';
import { WordStems } from '../infrastructure/postgres-search/word-stems';
import type { Part } from '@hexagone/platform';

/** Games by words and by meaning, and what a name goes on with. */
export const search: Part = {
  controllers: [SearchController, SuggestController],
  providers: [
    FoundGames,
    GameSuggestions,
    GameWords,
    MeantGames,
    ResolveFilters,
    SearchEngines,
    SearchFacets,
    SearchGames,
    Spelling,
    WordStems,
    { provide: GameItems, useClass: SqlGameItems },
    { provide: GameSearch, useClass: PostgresSearch },
    {
      provide: GameSlugs,
      useFactory: (database: Database) => new SqlGameSlugs(database, gameMappings()),
      inject: [Database],
    },
  ],
};
