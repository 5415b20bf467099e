import { AuditLog, UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { Accounts } from '../domain/accounts';
import { refuseFaults } from '../domain/document-fault';
import { invalidEmail, readEmail } from '../domain/email-address';
import { normalPassword, passwordTooLong, tooLong } from '../domain/password-policy';
import { AccountClosed, InvalidCredentials } from './auth.errors';
import { PasswordHashing } from './password-hashing';
import type { Peer } from './peer';
import { type Guess, Throttle } from './throttle';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Whose address and password these are. What is refused costs the same time and says the same, whoever it is. */
@UseCase()
export class CheckPassword {
  constructor(
    private readonly accounts: Accounts,
    private readonly hashing: PasswordHashing,
    private readonly throttle: Throttle,
    private readonly audit: AuditLog,
  ) {}

  /**
   * An active account; `weak`: its password is to be hashed anew. Throws `identity.invalid-credentials` (401),
   * `identity.too-many-attempts`, `identity.busy`; to who knows the password `identity.account-disabled` and
   * `identity.email-unverified` (403); 422 for what can be nobody's address or password.
   */
  async execute({ email, password }: Credentials, peer: Peer): Promise<{ account: Account; weak: boolean }> {
    const name = readEmail(email)?.fold;
    const given = normalPassword(password);
    refuseFaults([
      ...(name === undefined ? [invalidEmail()] : []),
      ...(tooLong(given) ? [passwordTooLong('/password')] : []),
    ]);
    const guess: Guess = { what: 'login', name: name ?? '', address: peer.address };
    await this.throttle.mayTry(guess);
    const account = await this.accounts.findByEmail(guess.name);
    const { right, weak } = await this.hashing.verify(account?.passwordHash ?? null, given);
    if (!account || !right) return this.refuse(guess, account, peer);
    await this.throttle.succeeded(guess);
    if (account.state !== 'active') {
      await this.tell('denied', account, peer);
      throw new AccountClosed(account.state);
    }
    return { account, weak };
  }

  private async refuse(guess: Guess, account: Account | null, peer: Peer): Promise<never> {
    await this.tell('failure', account, peer);
    await this.throttle.failed({ ...guess, ...(account && { target: `account:${account.id}` }) });
    throw new InvalidCredentials();
  }

  private tell(outcome: 'failure' | 'denied', account: Account | null, { network, requestId }: Peer): Promise<void> {
    const target = account ? `account:${account.id}` : undefined;
    const detail = { network, ...(account && outcome === 'denied' && { state: account.state }) };
    return this.audit.record({ actor: 'anonymous', action: 'auth.login', target, outcome, requestId, detail });
  }
}
