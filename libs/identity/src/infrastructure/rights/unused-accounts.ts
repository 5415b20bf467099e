import { DomainError } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { ErasesAccounts } from '../../application/erase-account';
import { Mailer } from '../../application/mailer';
import type { Locale } from '../../domain/account';

const DAY_MS = 86_400_000;
const NOTICE_MS = 30 * DAY_MS;

const LAST_USE = 'coalesce(last_login_at, created_at)';
const TOLD = `inactivity_notice_at >= ${LAST_USE}`;

interface ToTell {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
  readonly last_use: Date;
}

/** Accounts that nobody uses: their owners are told 30 days before, and without that nothing is erased. */
@Injectable()
export class UnusedAccounts {
  constructor(
    private readonly database: Database,
    private readonly erasing: ErasesAccounts,
    private readonly mailer: Mailer,
  ) {}

  async purgeUnused(before: Date, rehearsal: boolean, now: Date): Promise<number> {
    if (!rehearsal && this.mailer.delivers) await this.tell(before, now);
    const { rows } = await this.database.query<{ id: string }>(
      `SELECT id FROM account WHERE ${LAST_USE} < $1 AND ${TOLD} AND inactivity_notice_at <= $2 ORDER BY id`,
      [before, new Date(now.getTime() - NOTICE_MS)],
    );
    return rehearsal ? rows.length : this.eraseAll(rows);
  }

  async purgePending(before: Date, rehearsal: boolean): Promise<number> {
    const { rows } = await this.database.query<{ id: string }>(
      `SELECT id FROM account WHERE state = 'pending' AND created_at < $1 ORDER BY id`,
      [before],
    );
    return rehearsal ? rows.length : this.eraseAll(rows);
  }

  private async tell(before: Date, now: Date): Promise<void> {
    const { rows } = await this.database.query<ToTell>(
      `SELECT id, email, locale, ${LAST_USE} AS last_use FROM account
       WHERE ${LAST_USE} < $1 AND state <> 'pending' AND ${TOLD} IS NOT TRUE ORDER BY id`,
      [new Date(before.getTime() + NOTICE_MS)],
    );
    for (const { id, email, locale, last_use } of rows) {
      const kept = now.getTime() - before.getTime();
      const end = Math.max(last_use.getTime() + kept, now.getTime() + NOTICE_MS);
      const date = new Date(end).toISOString().slice(0, 10);
      await this.mailer.send({ account: id, to: email, locale, kind: 'inactivity', values: { date } });
      await this.database.query('UPDATE account SET inactivity_notice_at = $2 WHERE id = $1', [id, now]);
    }
  }

  private async eraseAll(accounts: readonly { readonly id: string }[]): Promise<number> {
    let erased = 0;
    for (const { id } of accounts) if (await this.erase(id)) erased++;
    return erased;
  }

  /** The last administrator stays. */
  private async erase(id: string): Promise<boolean> {
    try {
      await this.database.attempt(() => this.erasing.execute(id, 'housekeeping'));
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}
