import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AccessLog, type SeenRecords } from '../../application/access-log';
import { accessInsert, recorded } from './access-statement';

/** Rows of the access log, in the transaction in progress. */
@Injectable()
export class SqlAccessLog extends AccessLog {
  constructor(private readonly database: Database) {
    super();
  }

  async record({ opportunityIds, ...seen }: SeenRecords): Promise<void> {
    const to = new SqlParameters();
    const shown = `SELECT ${to.add(opportunityIds ?? null)}::varchar[] AS ids`;
    await recorded(() => this.database.query(accessInsert(seen, shown, to), to.values));
  }
}
