import { type PersonalDataHolder, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { callerHash } from './keyed-request';

/** The answers kept for keys, as data of those who asked. */
@Injectable()
export class KeptAnswers implements PersonalDataHolder, OnModuleInit {
  readonly context = 'platform';
  readonly retentions: readonly Retention[] = [
    { rule: 'platform.idempotent-answers', purge: (before, rehearsal) => this.purge(before, rehearsal) },
  ];

  constructor(
    private readonly database: Database,
    private readonly holders: PersonalDataHolders,
  ) {}

  onModuleInit(): void {
    this.holders.add(this);
  }

  async export(account: string): Promise<Readonly<Record<string, unknown>>> {
    const { rows } = await this.database.query(
      `SELECT created_at, status, convert_from(body, 'UTF8') AS body FROM idempotency_key WHERE subject = $1
       ORDER BY created_at, id`,
      [callerHash(account)],
    );
    return rows.length > 0 ? { kept_answers: rows } : {};
  }

  async erase(account: string): Promise<Readonly<Record<string, number>>> {
    const { rowCount } = await this.database.query('DELETE FROM idempotency_key WHERE subject = $1', [
      callerHash(account),
    ]);
    return { kept_answers: rowCount };
  }

  private async purge(before: Date, rehearsal: boolean): Promise<number> {
    const what = rehearsal ? 'SELECT' : 'DELETE';
    const { rowCount } = await this.database.query(`${what} FROM idempotency_key WHERE created_at < $1`, [before]);
    return rowCount;
  }
}
