import { Transaction } from '@hexagone/kernel';
import { actorOf, Always, type Call, Called, Documented, Id, Idempotent, Refuses } from '@hexagone/platform';
import { applyDecorators, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Decider } from '../../application/decisions/decider';
import { MergeGames } from '../../application/decisions/merge-games';
import { UnmergeRecords } from '../../application/decisions/unmerge-records';
import { GameReads } from '../../application/reads/game-reads';
import { MergeBody, UnmergeBody } from './decision-bodies';
import { gameDocument } from './game-document';
import { GAME } from './games-examples';

const MERGING =
  'The game of the path takes in the records of the others and keeps its id; their ids answer 301 from now on. It stays so whatever is imported later. Where a rule (another remake, kind, number, year in the title …) or a former decision speaks against it, the refusal lists what; `override_vetoes` merges nevertheless.';
const UNMERGING =
  'These records become another game, under the id that they had before a merge, or a new one. It stays so whatever is imported later, until games are merged. Answers the game of the records that stay and that of those which go, as they are then; more games where nothing else holds the records together.';

const JSON_TYPE = 'application/json; charset=utf-8';

/** A decision about one game. */
const Decides = (path: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Idempotent(),
    ApiParam({ name: 'id', description: 'Id of the game.', example: 1239 }),
  );

const deciderOf = ({ request, reply }: Call): Decider => {
  reply.type(JSON_TYPE).header('cache-control', 'private, no-cache');
  return { actor: actorOf(request), requestId: request.id };
};

@ApiTags('games')
@Controller('games/:id')
@Always('catalog:admin')
export class DecisionsController {
  constructor(
    private readonly merging: MergeGames,
    private readonly unmerging: UnmergeRecords,
    private readonly games: GameReads,
    private readonly transaction: Transaction,
  ) {}

  @Decides('merge')
  @Documented({ title: 'Merge games', fr: 'Fusionner des jeux', about: MERGING })
  @ApiOkResponse({
    description: 'The game that stays.',
    schema: { type: 'object', additionalProperties: true, example: GAME },
  })
  @Refuses({
    404: ['games.game-not-found'],
    409: ['games.already-merged', 'games.vetoes-not-overridden'],
    422: ['games.merged-with-itself', 'games.unknown-games'],
  })
  merge(@Id('id') id: number, @Body() body: MergeBody, @Called() call: Call): Promise<string> {
    const { gameIds, reason, overrideVetoes } = body;
    const by = deciderOf(call);
    return this.transaction.run(async () => {
      await this.merging.execute({ into: id, games: gameIds, reason, overrideVetoes }, by);
      return this.document(id);
    });
  }

  @Decides('unmerge')
  @Documented({ title: 'Unmerge records of a game', fr: 'Séparer des enregistrements d’un jeu', about: UNMERGING })
  @ApiOkResponse({
    description: 'The game that stays, then the one that parts from it.',
    schema: {
      type: 'array',
      items: { type: 'object', additionalProperties: true },
      example: [GAME, { ...GAME, id: 1240 }],
    },
  })
  @Refuses({
    404: ['games.game-not-found'],
    409: ['games.already-merged'],
    422: ['games.records-elsewhere', 'games.nothing-left'],
  })
  unmerge(@Id('id') id: number, @Body() body: UnmergeBody, @Called() call: Call): Promise<string> {
    const records = body.records.map(({ source, source_key: sourceKey }) => ({ source, sourceKey }));
    const by = deciderOf(call);
    return this.transaction.run(async () => {
      const games = await this.unmerging.execute({ game: id, records, reason: body.reason }, by);
      const documents: string[] = [];
      for (const game of games) documents.push(await this.document(game));
      return `[${documents.join(',')}]`;
    });
  }

  /** Of a game that is live in the transaction in progress. */
  private async document(id: number): Promise<string> {
    const view = await this.games.view(id);
    if (view.mergedInto !== null) throw new Error(`Game ${id} is merged into ${view.mergedInto} by its own decision`);
    return gameDocument(view);
  }
}
