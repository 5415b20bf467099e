import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { AccountNotFound } from '../domain/account.errors';
import { Accounts } from '../domain/accounts';
import type { By } from './by';

/** One act on one account: what changes and what the audit log says of it are there together or not at all. */
@UseCase()
export class AccountChanges {
  constructor(
    private readonly accounts: Accounts,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** `change` gets the account as it is now, kept from others; its answer is the detail of the event. */
  run(
    id: string,
    { actor, requestId, action }: By & { readonly action: string },
    change: (account: Account) => Promise<Readonly<Record<string, unknown>> | undefined>,
  ): Promise<Account> {
    return this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      const detail = await change(account);
      await this.accounts.save(account);
      await this.audit.record({ actor, action, target: `account:${id}`, outcome: 'success', requestId, detail });
      return account;
    });
  }
}
