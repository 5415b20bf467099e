import { Database, jsonObject } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { GameItems } from '../../application/search/game-items';
import { GAME_MEMBERS } from './game-members';

const ITEMS = `SELECT g.id, ${jsonObject(GAME_MEMBERS)} AS item FROM game g
  WHERE g.id = ANY($1::integer[]) AND g.state = 'live'`;

/** Items written by the database. */
@Injectable()
export class SqlGameItems extends GameItems {
  constructor(private readonly database: Database) {
    super();
  }

  async of(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { rows } = await this.database.query<{ id: number; item: string }>(ITEMS, [ids]);
    return new Map(rows.map(({ id, item }) => [id, item]));
  }
}
