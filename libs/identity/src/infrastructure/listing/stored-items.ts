import { isUuid } from '@hexagone/kernel';
import { Database, jsonObject, type Listing, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** One item as callers see it: `json` is the body, byte for byte. */
export interface Item {
  readonly version: number;
  readonly json: string;
}

/** Items as they stand; within a transaction, as it left them. */
@Injectable()
export class StoredItems {
  constructor(private readonly database: Database) {}

  async find({ source, members }: Listing, id: string): Promise<Item | null> {
    if (!isUuid(id)) return null;
    const to = new SqlParameters();
    const { from, id: key } = source(to);
    const sql = `SELECT version, ${jsonObject(members)} AS json FROM ${from} WHERE ${key} = ${to.add(id)}::uuid`;
    const { rows } = await this.database.query<Item>(sql, to.values);
    return rows[0] ?? null;
  }

  /** All of them, oldest first. */
  async all({ source, members }: Listing): Promise<readonly string[]> {
    const { from, id } = source(new SqlParameters());
    const { rows } = await this.database.query<{ json: string }>(
      `SELECT ${jsonObject(members)} AS json FROM ${from} ORDER BY ${id}`,
    );
    return rows.map(({ json }) => json);
  }
}
