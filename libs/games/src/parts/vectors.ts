import { SETTINGS, type Settings } from '@hexagone/platform';
import { EmbedGames } from '../application/vectors/embed-games';
import { EmbeddingProvider } from '../application/vectors/embedding-provider';
import { EmbeddingStore } from '../application/vectors/embedding-store';
import { GameKin } from '../application/vectors/game-kin';
import { GameVectors } from '../application/vectors/game-vectors';
import { MeaningSearch } from '../application/vectors/meaning-search';
import { QueryVectors } from '../application/vectors/query-vectors';
import { SemanticFloor } from '../application/vectors/semantic-floor';
import { SimilarGames } from '../application/vectors/similar-games';
import { Glossary } from '../domain/meaning/glossary';
import { GamesEmbedCommand } from '../infrastructure/cli/games-embed.command';
import { ChosenEmbeddings } from '../infrastructure/embeddings/chosen-embeddings';
import { gameGlossary } from '../infrastructure/embeddings/glossary-file';
import { SimilarController } from '../infrastructure/http/similar.controller';
import { AvailableVectors } from '../infrastructure/vectors/available-vectors';
import { EmbeddingChore } from '../infrastructure/vectors/embedding-chore';
import { ExactVectors } from '../infrastructure/vectors/exact-vectors';
import { IndexedVectors } from '../infrastructure/vectors/indexed-vectors';
import { SqlEmbeddings } from '../infrastructure/vectors/sql-embeddings';
import { SqlGameKin } from '../infrastructure/vectors/sql-game-kin';
import type { Part } from '@hexagone/platform';

/** Games by what they mean: embeddings, the nearest, the similar. */
export const vectors: Part = {
  controllers: [SimilarController],
  providers: [
    EmbedGames,
    MeaningSearch,
    QueryVectors,
    SimilarGames,
    ExactVectors,
    IndexedVectors,
    EmbeddingChore,
    GamesEmbedCommand,
    { provide: EmbeddingProvider, useFactory: ({ env }: Settings) => new ChosenEmbeddings(env), inject: [SETTINGS] },
    { provide: SemanticFloor, useExisting: EmbeddingProvider },
    { provide: EmbeddingStore, useClass: SqlEmbeddings },
    { provide: GameKin, useClass: SqlGameKin },
    { provide: GameVectors, useClass: AvailableVectors },
    { provide: Glossary, useFactory: gameGlossary },
  ],
};
