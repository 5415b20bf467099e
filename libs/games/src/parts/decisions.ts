import type { Part } from '@hexagone/platform';
import { GameDecisions } from '../application/decisions/game-decisions';
import { MergeGames } from '../application/decisions/merge-games';
import { SettleReview } from '../application/decisions/settle-review';
import { UnmergeRecords } from '../application/decisions/unmerge-records';
import { SqlGameDecisions } from '../infrastructure/decisions/sql-game-decisions';
import { DecisionsController } from '../infrastructure/http/decisions.controller';
import { ReviewQueueController } from '../infrastructure/http/review-queue.controller';

/** What people decide about records: doubts settled, games merged and unmerged. */
export const decisions: Part = {
  controllers: [ReviewQueueController, DecisionsController],
  providers: [MergeGames, SettleReview, UnmergeRecords, { provide: GameDecisions, useClass: SqlGameDecisions }],
};
