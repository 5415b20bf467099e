import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { Accounts } from '../domain/accounts';
import type { By } from './by';
import { type AccountWish, PrepareAccount } from './prepare-account';

/** An account that an administrator makes for somebody. */
@UseCase()
export class CreateAccount {
  constructor(
    private readonly prepare: PrepareAccount,
    private readonly accounts: Accounts,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Throws what `PrepareAccount` throws, and `identity.email-taken`. The scopes are taken as they are. */
  async execute(wish: AccountWish, { actor, requestId }: By): Promise<Account> {
    const account = await this.prepare.execute(wish);
    const { id, scopes, state } = account;
    const event = { actor, action: 'account.created', target: `account:${id}`, requestId, detail: { scopes, state } };
    await this.transaction.run(async () => {
      await this.accounts.add(account);
      await this.audit.record({ ...event, outcome: 'success' });
    });
    return account;
  }
}
