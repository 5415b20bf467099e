import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type Found,
  GameReads,
  type GameRecords,
  type GameTrail,
  type GameView,
} from '../../application/reads/game-reads';
import { GameNotFound } from '../../domain/game.errors';
import { MEMBERS, TRAIL, VIEW } from './game-statements';

/** Each in one statement: nothing is told half before and half after an import. */
@Injectable()
export class SqlGameReads extends GameReads {
  constructor(private readonly database: Database) {
    super();
  }

  view(id: number): Promise<Found<GameView>> {
    return this.one(VIEW, id);
  }

  records(id: number): Promise<Found<GameRecords>> {
    return this.one(MEMBERS, id);
  }

  trail(id: number): Promise<Found<GameTrail>> {
    return this.one(TRAIL, id);
  }

  private async one<T extends object>(sql: string, id: number): Promise<Found<T>> {
    const { rows } = await this.database.query<Found<T>>(sql, [id]);
    const [found] = rows;
    if (!found) throw new GameNotFound(id);
    return found;
  }
}
