import type { Retention } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Mailer } from '../../application/mailer';
import { LastingErasureMarks } from '../../application/rights/lasting-erasure-marks';
import { UnusedAccounts } from './unused-accounts';

/** Rule → rows that ended before `$1`. */
const ENDED: Readonly<Record<string, string>> = {
  'identity.one-time-tokens': 'one_time_token WHERE expires_at < $1',
  'identity.sessions': 'auth_session WHERE least(revoked_at, expires_at) < $1',
  'identity.throttle': 'auth_throttle WHERE window_start < $1 AND (blocked_until < $1) IS NOT FALSE',
  'identity.revocations': 'auth_revocation WHERE at < $1',
};

/** How long this context keeps what. */
@Injectable()
export class IdentityRetentions {
  constructor(
    private readonly database: Database,
    private readonly accounts: UnusedAccounts,
    private readonly marks: LastingErasureMarks,
    private readonly mailer: Mailer,
  ) {}

  get all(): readonly Retention[] {
    return [
      { rule: 'identity.unused-accounts', purge: (...at) => this.accounts.purgeUnused(...at) },
      {
        rule: 'identity.pending-accounts',
        purge: (before, rehearsal) => this.accounts.purgePending(before, rehearsal),
      },
      { rule: 'identity.letters', purge: (before, rehearsal) => this.mailer.discard(before, rehearsal) },
      { rule: 'identity.erasure-marks', purge: (before, rehearsal) => this.marks.drop(before, rehearsal) },
      ...Object.entries(ENDED).map(([rule, rows]): Retention => ({
        rule,
        purge: (before, rehearsal) => this.purge(rows, before, rehearsal),
      })),
    ];
  }

  private async purge(rows: string, before: Date, rehearsal: boolean): Promise<number> {
    const { rowCount } = await this.database.query(`${rehearsal ? 'SELECT' : 'DELETE'} FROM ${rows}`, [before]);
    return rowCount;
  }
}
