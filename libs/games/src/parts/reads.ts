import type { Part } from '@hexagone/platform';
import { CompanyReads } from '../application/reads/company-reads';
import { ConflictReads } from '../application/reads/conflict-reads';
import { GameReads } from '../application/reads/game-reads';
import { configuredSurvival } from '../infrastructure/catalogue/catalogue-terms';
import { GameSurvival } from '../infrastructure/config/game-survival';
import { ConflictsController } from '../infrastructure/http/conflicts.controller';
import { GameController } from '../infrastructure/http/game.controller';
import { GamesController } from '../infrastructure/http/games.controller';
import { CompaniesController, GenresController, PlatformsController } from '../infrastructure/http/words.controller';
import { SqlCompanyReads } from '../infrastructure/persistence/sql-company-reads';
import { SqlConflictReads } from '../infrastructure/persistence/sql-conflict-reads';
import { SqlGameReads } from '../infrastructure/persistence/sql-game-reads';

/** Games, what they are made of, and the words they are told in. */
export const reads: Part = {
  controllers: [
    GamesController,
    ConflictsController,
    GameController,
    PlatformsController,
    GenresController,
    CompaniesController,
  ],
  providers: [
    { provide: CompanyReads, useClass: SqlCompanyReads },
    { provide: ConflictReads, useClass: SqlConflictReads },
    { provide: GameReads, useClass: SqlGameReads },
    { provide: GameSurvival, useFactory: configuredSurvival },
  ],
};
