import { Transaction } from '@hexagone/kernel';
import {
  actorOf,
  Always,
  type Call,
  Called,
  Database,
  Documented,
  Id,
  jsonObject,
  ListAnswers,
  Listed,
  ListOf,
  ListQuery,
  Refuses,
  Versioned,
} from '@hexagone/platform';
import { Body, Controller, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { SettleReview } from '../../application/decisions/settle-review';
import { REVIEW_MEMBERS, REVIEW_WORDS, REVIEWS } from '../decisions/review-listing';
import { GAMES_DATA } from '../persistence/games-data';
import { ReviewBody } from './decision-bodies';
import { REVIEW, SETTLED } from './decision-examples';

const QUEUE =
  'Doubts of matching: two records that may be one game, or a record that may be two. `evidence` is what speaks for and against it, `games` where the records are now. `state=open` is what waits for a person; a doubt that no longer stands is `withdrawn` by itself.';
const SETTLING =
  '`accepted`: both records are one game, whatever speaks against it. `rejected`: they are not. The decision beats every rule and outlasts every import; merging and unmerging games takes its place.';

@ListOf(REVIEW_WORDS)
class ReviewsQuery extends ListQuery {}

@ApiTags('games')
@Controller('games/review-queue')
@Always('catalog:admin')
export class ReviewQueueController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly settling: SettleReview,
    private readonly transaction: Transaction,
    private readonly database: Database,
  ) {}

  @Listed('', {
    title: 'List doubts about games',
    fr: 'Lister les doutes sur les jeux',
    about: QUEUE,
    example: REVIEW,
  })
  @Versioned(GAMES_DATA)
  list(@Query() query: ReviewsQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(REVIEWS, { ...call, query });
  }

  @Patch(':id')
  @ApiParam({ name: 'id', description: 'Id of the review.', example: 31 })
  @Documented({ title: 'Settle a doubt', fr: 'Trancher un doute', about: SETTLING })
  @ApiOkResponse({
    description: 'The review, settled.',
    schema: { type: 'object', additionalProperties: true, example: SETTLED },
  })
  @Refuses({ 404: ['games.review-not-found'], 409: ['games.review-settled', 'games.nothing-to-join'] })
  async settle(@Id('id') id: number, @Body() body: ReviewBody, @Called() { request, reply }: Call): Promise<string> {
    const { state, reason } = body;
    reply.type('application/json; charset=utf-8').header('cache-control', 'private, no-cache');
    return this.transaction.run(async () => {
      await this.settling.execute({ review: id, state, reason }, { actor: actorOf(request), requestId: request.id });
      const { rows } = await this.database.query<{ review: string }>(
        `SELECT ${jsonObject(REVIEW_MEMBERS)} AS review FROM game_review v WHERE v.id = $1`,
        [id],
      );
      return rows[0]?.review ?? '{}';
    });
  }
}
