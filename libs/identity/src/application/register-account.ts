import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { EmailTaken } from '../domain/account.errors';
import { Accounts } from '../domain/accounts';
import { FOR_EVERYBODY } from '../domain/scopes';
import { AccountChanges } from './account-changes';
import { AddressLetters } from './address-letters';
import { evenly } from './evenly';
import { type AccountWish, PrepareAccount } from './prepare-account';

/** Longer than any of the ways takes that follow the hashing (ms). */
const EVEN = 150;

type Registration = Omit<AccountWish, 'scopes' | 'state'>;

/** An account that a person makes for themselves. Nobody gives themselves scopes. */
@UseCase()
export class RegisterAccount {
  constructor(
    private readonly prepare: PrepareAccount,
    private readonly accounts: Accounts,
    private readonly changes: AccountChanges,
    private readonly letters: AddressLetters,
  ) {}

  /**
   * The account; null where letters leave this machine: only a letter tells then whether the address was known.
   * Throws what `PrepareAccount` throws; `identity.email-taken` where no letter can tell it.
   */
  async execute(registration: Registration, requestId: string): Promise<Account | null> {
    const state = this.letters.areNeeded ? 'pending' : 'active';
    const account = await this.prepare.execute({ ...registration, scopes: FOR_EVERYBODY, state });
    if (state === 'pending') {
      await evenly(EVEN, () => this.quietly(account, requestId));
      return null;
    }
    await this.add(account, requestId);
    return account;
  }

  private async quietly(account: Account, requestId: string): Promise<void> {
    const known = await this.accounts.findByEmail(account.emailFold);
    if (known) return known.state === 'pending' ? this.again(known, account, requestId) : this.letters.inUse(known);
    try {
      await this.add(account, requestId);
    } catch (error) {
      // Registered twice at the same instant: the other one gets the letter.
      if (error instanceof EmailTaken) return;
      throw error;
    }
    await this.letters.confirm(account);
  }

  /** Who registers last says the password: nobody else's waits for the owner of the address to confirm it. */
  private async again(
    known: Account,
    { passwordHash, displayName, locale }: Account,
    requestId: string,
  ): Promise<void> {
    const act = { actor: 'anonymous', requestId, action: 'auth.register' };
    const now = await this.changes.run(known.id, act, (present) => {
      if (present.state !== 'pending') return Promise.resolve(null);
      Object.assign(present, { passwordHash, displayName, locale });
      return Promise.resolve({ again: true });
    });
    await (now.state === 'pending' ? this.letters.confirm(now) : this.letters.inUse(now));
  }

  private add(account: Account, requestId: string): Promise<void> {
    return this.changes.add(account, { actor: `account:${account.id}`, requestId, action: 'auth.register' });
  }
}
