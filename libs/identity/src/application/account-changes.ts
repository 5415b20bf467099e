import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { AccountNotFound } from '../domain/account.errors';
import { Accounts } from '../domain/accounts';
import type { By } from './by';

type Detail = Readonly<Record<string, unknown>>;

interface Act extends By {
  /** Of the audit log. */
  readonly action: string;
}

/** One act on one account: what changes and what the audit log says of it are there together or not at all. */
@UseCase()
export class AccountChanges {
  constructor(
    private readonly accounts: Accounts,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.email-taken`. */
  add(account: Account, act: Act): Promise<void> {
    const { scopes, state } = account;
    return this.transaction.run(async () => {
      await this.accounts.add(account);
      await this.record(account, act, { scopes, state });
    });
  }

  /**
   * `change` gets the account as it is now, kept from others; its answer is the detail of the event, null: nothing was done.
   * Throws `identity.account-not-found` and what `Accounts.save` throws.
   */
  run(id: string, act: Act, change: (account: Account) => Promise<Detail | undefined | null>): Promise<Account> {
    return this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      const detail = await change(account);
      if (detail === null) return account;
      await this.accounts.save(account);
      await this.record(account, act, detail);
      return account;
    });
  }

  private record({ id }: Account, { actor, action, requestId }: Act, detail: Detail | undefined): Promise<void> {
    return this.audit.record({ actor, action, target: `account:${id}`, outcome: 'success', requestId, detail });
  }
}
