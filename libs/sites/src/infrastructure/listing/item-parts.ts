import { Database, jsonObject, type Listing, type ListQuery, membersOf, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Item } from '../../application/item-reads';

/** One item of a collection, with the members that are asked. */
@Injectable()
export class ItemParts {
  constructor(private readonly database: Database) {}

  async find(
    { source, ...listing }: Listing,
    id: number,
    asked: Pick<ListQuery, 'fields' | 'include'>,
  ): Promise<Item | null> {
    const to = new SqlParameters();
    const { from, id: key } = source(to);
    const sql = `SELECT version, ${jsonObject(membersOf(listing, asked))} AS json FROM ${from} WHERE ${key} = ${to.add(id)}`;
    const { rows } = await this.database.query<Item>(sql, to.values);
    return rows[0] ?? null;
  }
}
