import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { Revocations } from '../access-tokens';
import { Sessions } from '../sessions';
import type { Terms } from '../terms';

/** Ends every session and token of a person, on behalf of an administrator. */
@UseCase()
export class LogOutAccount {
  constructor(
    private readonly transaction: Transaction,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
  ) {}

  /** How many sessions. Throws `identity.account-not-found`. */
  execute(id: string, { actor, requestId }: Terms): Promise<number> {
    return this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      const sessions = await this.sessions.endAll(account.id, 'admin');
      await this.revocations.revoke(account.id);
      const target = `account:${account.id}`;
      await this.audit.record({
        actor,
        action: 'account.logged_out',
        target,
        outcome: 'success',
        requestId,
        detail: { sessions },
      });
      return sessions;
    });
  }
}
