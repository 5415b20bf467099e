import { DomainError } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { ErasesAccounts } from '../../application/erase-account';

/** How long before its end the owner of an unused account is told. */
export const NOTICE_MS = 30 * 86_400_000;

export const LAST_USE = 'coalesce(last_login_at, created_at)';
/** A notice from before the last use was about another time. */
export const TOLD = `inactivity_notice_at >= ${LAST_USE}`;
/** Whoever restricted the processing of their data wants them kept (GDPR, article 18). */
export const MAY_END = `state <> 'pending' AND NOT restricted`;

/** Accounts that nobody uses: without a notice 30 days before, none is erased. */
@Injectable()
export class UnusedAccounts {
  constructor(
    private readonly database: Database,
    private readonly erasing: ErasesAccounts,
  ) {}

  async purgeUnused(before: Date, rehearsal: boolean, now: Date): Promise<number> {
    const { rows } = await this.database.query<{ id: string }>(
      `SELECT id FROM account WHERE ${MAY_END} AND ${LAST_USE} < $1 AND ${TOLD} AND inactivity_notice_at <= $2 ORDER BY id`,
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
