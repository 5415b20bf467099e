import { Database, ServiceCheck } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { SqlSigningKeys } from './sql-signing-keys';

/** A service that could let nobody sign in says so at its start. */
@Injectable()
export class SigningKeyCheck extends ServiceCheck {
  readonly name = 'signing_keys';

  constructor(
    private readonly database: Database,
    private readonly keys: SqlSigningKeys,
  ) {
    super();
  }

  async mayStart(): Promise<void> {
    const there = await this.database.query(`SELECT WHERE to_regclass('signing_key') IS NOT NULL`);
    if (there.rowCount > 0) await this.keys.mustOpen();
  }

  missing(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
