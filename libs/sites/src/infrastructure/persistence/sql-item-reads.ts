import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Item, ItemReads } from '../../application/item-reads';
import { Countries } from '../../domain/countries';
import { groupJson, siteJson } from './item-json';

const GROUP = `SELECT g.version, ${groupJson} AS json FROM groups g WHERE g.id = $1`;

@Injectable()
export class SqlItemReads extends ItemReads {
  private readonly oneSite: string;
  private readonly severalSites: string;

  constructor(
    private readonly database: Database,
    { packs }: Countries,
  ) {
    super();
    const json = siteJson(packs);
    this.oneSite = `SELECT s.version, ${json} AS json FROM sites s WHERE s.id = $1`;
    this.severalSites = `SELECT ${json} AS json FROM unnest($1::integer[]) WITH ORDINALITY AS asked(id, place)
      JOIN sites s ON s.id = asked.id ORDER BY asked.place`;
  }

  site(id: number): Promise<Item | null> {
    return this.item(this.oneSite, id);
  }

  group(id: number): Promise<Item | null> {
    return this.item(GROUP, id);
  }

  async sites(ids: readonly number[]): Promise<readonly string[]> {
    const { rows } = await this.database.query<{ json: string }>(this.severalSites, [ids]);
    return rows.map(({ json }) => json);
  }

  private async item(sql: string, id: number): Promise<Item | null> {
    const { rows } = await this.database.query<Item>(sql, [id]);
    return rows[0] ?? null;
  }
}
