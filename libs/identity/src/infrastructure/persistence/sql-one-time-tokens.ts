import { createHash, randomBytes } from 'node:crypto';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Errand, OneTimeTokens } from '../../application/one-time-tokens';

const LIFETIME: Readonly<Record<Errand, string>> = { confirm: '24 hours', reset: '30 minutes' };

const ISSUE = `
  WITH former AS (DELETE FROM one_time_token WHERE account_id = $2 AND purpose = $3)
  INSERT INTO one_time_token (hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, now() + $4::interval)`;
const ALIVE = 'hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()';
const FIND = `SELECT account_id FROM one_time_token WHERE ${ALIVE}`;
const USE = `UPDATE one_time_token SET used_at = now() WHERE ${ALIVE} RETURNING account_id`;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class SqlOneTimeTokens extends OneTimeTokens {
  constructor(private readonly database: Database) {
    super();
  }

  async issue(accountId: string, errand: Errand): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.database.query(ISSUE, [hashOf(token), accountId, errand, LIFETIME[errand]]);
    return token;
  }

  find(token: string, errand: Errand): Promise<string | null> {
    return this.ask(FIND, token, errand);
  }

  use(token: string, errand: Errand): Promise<string | null> {
    return this.ask(USE, token, errand);
  }

  async cancel(accountId: string): Promise<void> {
    await this.database.query('DELETE FROM one_time_token WHERE account_id = $1', [accountId]);
  }

  private async ask(sql: string, token: string, errand: Errand): Promise<string | null> {
    const { rows } = await this.database.query<{ account_id: string }>(sql, [hashOf(token), errand]);
    return rows[0]?.account_id ?? null;
  }
}
