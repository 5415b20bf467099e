import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type NamedItem, NamedItems } from '../../application/demo/named-items';

@Injectable()
export class SqlNamedItems extends NamedItems {
  constructor(private readonly database: Database) {
    super();
  }

  sites(names: readonly string[]): Promise<readonly NamedItem[]> {
    return this.bearing('sites', names);
  }

  groups(names: readonly string[]): Promise<readonly NamedItem[]> {
    return this.bearing('groups', names);
  }

  private async bearing(table: 'sites' | 'groups', names: readonly string[]): Promise<readonly NamedItem[]> {
    const sql = `SELECT id, name FROM ${table} WHERE name = ANY($1) ORDER BY id`;
    return (await this.database.query<NamedItem>(sql, [names])).rows;
  }
}
