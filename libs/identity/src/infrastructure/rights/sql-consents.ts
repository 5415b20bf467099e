import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Consents, type Decision } from '../../domain/consents';

@Injectable()
export class SqlConsents extends Consents {
  constructor(private readonly database: Database) {
    super();
  }

  async history(account: string): Promise<readonly Decision[]> {
    const { rows } = await this.database.query<Decision>(
      `SELECT purpose, granted, text_version AS "textVersion", at FROM consent_event WHERE account_id = $1 ORDER BY id`,
      [account],
    );
    return rows;
  }

  async add(account: string, { purpose, granted, textVersion }: Omit<Decision, 'at'>): Promise<void> {
    await this.database.query(
      'INSERT INTO consent_event (account_id, purpose, granted, text_version) VALUES ($1, $2, $3, $4)',
      [account, purpose, granted, textVersion],
    );
  }
}
