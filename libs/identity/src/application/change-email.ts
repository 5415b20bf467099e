import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { refuseFaults } from '../domain/document-fault';
import { invalidEmail, readEmail } from '../domain/email-address';
import { AccountChanges } from './account-changes';
import { AddressLetters } from './address-letters';
import type { By } from './by';
import { ShutOut } from './shut-out';

/** Another address for an account. Where letters leave this machine, one asks to confirm it. */
@UseCase()
export class ChangeEmail {
  constructor(
    private readonly changes: AccountChanges,
    private readonly shutOut: ShutOut,
    private readonly letters: AddressLetters,
  ) {}

  /** Ends every session but `by.session`. Throws `identity.invalid-email`, `identity.email-taken`, `identity.account-not-found`. */
  async execute(
    { id }: Pick<Account, 'id'>,
    newEmail: string,
    by: By & { readonly session?: string | undefined },
  ): Promise<void> {
    const email = readEmail(newEmail);
    if (!email) refuseFaults([invalidEmail()]);
    const { text = '', fold = '' } = email ?? {};
    const changed = await this.changes.run(id, { ...by, action: 'auth.email_changed' }, async (account) => {
      Object.assign(account, { email: text, emailFold: fold, emailVerifiedAt: null });
      return { ended_sessions: await this.shutOut.execute(id, 'email', by.session) };
    });
    await this.letters.confirm(changed);
  }
}
