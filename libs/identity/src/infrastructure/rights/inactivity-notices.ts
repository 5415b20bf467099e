import { Database, Housekeeping } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Mailer } from '../../application/mailer';
import { RegisterOfProcessing } from '../../application/register-of-processing';
import type { Locale } from '../../domain/account';
import { LAST_USE, MAY_END, NOTICE_MS, TOLD } from './unused-accounts';

const DAY = 86_400;

interface Unused {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
  readonly last_use: Date;
}

/** Every day, the owners of accounts that will soon have been unused for too long are told. */
@Injectable()
export class InactivityNotices implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
    private readonly register: RegisterOfProcessing,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    const run = async (): Promise<void> => {
      await this.send(new Date());
    };
    this.housekeeping.add({ name: 'privacy.inactivity-notices', every: DAY, run });
  }

  /** Those that went out; none where no letter leaves this machine. */
  async send(now: Date): Promise<number> {
    if (!this.mailer.delivers) return 0;
    const soon = new Date(now.getTime() + NOTICE_MS);
    const before = this.register.endBefore('identity.unused-accounts', soon);
    if (before === null) return 0;
    const { rows } = await this.database.query<Unused>(
      `SELECT id, email, locale, ${LAST_USE} AS last_use FROM account
       WHERE ${MAY_END} AND ${LAST_USE} < $1 AND (${TOLD}) IS NOT TRUE ORDER BY id`,
      [before],
    );
    let sent = 0;
    for (const { id, email, locale, last_use } of rows) {
      const end = Math.max(last_use.getTime() + soon.getTime() - before.getTime(), soon.getTime());
      const values = { date: new Date(end).toISOString().slice(0, 10) };
      if (!(await this.mailer.deliver({ account: id, to: email, locale, kind: 'inactivity', values }))) continue;
      await this.database.query('UPDATE account SET inactivity_notice_at = $2 WHERE id = $1', [id, now]);
      sent++;
    }
    return sent;
  }
}
