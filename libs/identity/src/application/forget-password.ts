import { UseCase } from '@hexagone/kernel';
import { Accounts } from '../domain/accounts';
import { refuseFaults } from '../domain/document-fault';
import { invalidEmail, readEmail } from '../domain/email-address';
import { AddressLetters } from './address-letters';
import { evenly } from './evenly';

/** Longer than it takes to find an account and to make its letter (ms). */
const EVEN = 150;

/** A letter for who forgot the password. The answer does not show whether the address has an account. */
@UseCase()
export class ForgetPassword {
  constructor(
    private readonly accounts: Accounts,
    private readonly letters: AddressLetters,
  ) {}

  /** Throws `identity.invalid-email` for what can be nobody's address. */
  async execute(email: string): Promise<void> {
    const address = readEmail(email);
    if (!address) refuseFaults([invalidEmail()]);
    await evenly(EVEN, () => this.write(address?.fold ?? ''));
  }

  private async write(emailFold: string): Promise<void> {
    const account = await this.accounts.findByEmail(emailFold);
    if (account?.state === 'active') await this.letters.reset(account);
    if (account?.state === 'pending') await this.letters.confirm(account);
  }
}
