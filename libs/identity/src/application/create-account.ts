import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { AccountChanges } from './account-changes';
import type { By } from './by';
import { type AccountWish, PrepareAccount } from './prepare-account';

/** An account that an administrator makes for somebody. */
@UseCase()
export class CreateAccount {
  constructor(
    private readonly prepare: PrepareAccount,
    private readonly changes: AccountChanges,
  ) {}

  /** Throws what `PrepareAccount` throws, and `identity.email-taken`. The scopes are taken as they are. */
  async execute(wish: AccountWish, by: By): Promise<Account> {
    const account = await this.prepare.execute(wish);
    await this.changes.add(account, { ...by, action: 'account.created' });
    return account;
  }
}
