import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { AccountChanges } from './account-changes';
import type { By } from './by';
import { ChosenPasswords } from './chosen-passwords';
import { ShutOut } from './shut-out';

/** Another password for an account; whoever is signed in with the former one no longer is. */
@UseCase()
export class ChangePassword {
  constructor(
    private readonly passwords: ChosenPasswords,
    private readonly changes: AccountChanges,
    private readonly shutOut: ShutOut,
  ) {}

  /**
   * Ends every session but `by.session`. `allowed` runs first in the same transaction: what it throws undoes all.
   * Throws one refusal (422) with every fault at `/password`; `identity.account-not-found`, `identity.busy`.
   */
  async execute(
    { id, emailFold }: Pick<Account, 'id' | 'emailFold'>,
    newPassword: string,
    by: By & { readonly session?: string | undefined },
    allowed?: (account: Account) => Promise<void>,
  ): Promise<void> {
    const passwordHash = await this.passwords.judged(newPassword, emailFold);
    await this.changes.run(id, { ...by, action: 'auth.password_changed' }, async (account) => {
      await allowed?.(account);
      account.passwordHash = passwordHash;
      return { ended_sessions: await this.shutOut.execute(id, 'password', by.session) };
    });
  }
}
