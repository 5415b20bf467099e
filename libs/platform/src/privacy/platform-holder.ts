import { type PersonalDataHolder, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database';
import { callerHash } from '../http/idempotency/keyed-request';

/** What the platform holds of people for a day at most: answers kept for keys, and how much was asked. */
@Injectable()
export class PlatformHolder implements PersonalDataHolder, OnModuleInit {
  readonly context = 'platform';
  readonly retentions: readonly Retention[] = [
    { rule: 'platform.idempotent-answers', purge: this.rows('idempotency_key WHERE created_at < $1') },
    { rule: 'platform.rate-windows', purge: this.rows('rate_limit WHERE tat < $1') },
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

  private rows(which: string): Retention['purge'] {
    return async (before, rehearsal) => {
      const { rowCount } = await this.database.query(`${rehearsal ? 'SELECT' : 'DELETE'} FROM ${which}`, [before]);
      return rowCount;
    };
  }
}
