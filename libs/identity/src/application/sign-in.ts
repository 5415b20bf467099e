import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { OAuthError } from '../domain/oauth.errors';
import { normalPassword } from '../domain/password-policy';
import { scopesOf } from '../domain/scopes';
import { AccountChanges } from './account-changes';
import { InvalidCredentials } from './auth.errors';
import { CheckPassword, type Credentials } from './check-password';
import { OpenSession } from './open-session';
import { PasswordHashing } from './password-hashing';
import type { Peer } from './peer';
import type { IssuedTokens } from './sessions';

/** A session for who gives the address and the password of an account. */
@UseCase()
export class SignIn {
  constructor(
    private readonly check: CheckPassword,
    private readonly hashing: PasswordHashing,
    private readonly changes: AccountChanges,
    private readonly opening: OpenSession,
  ) {}

  /** `scope` narrows the session; more than granted is `identity.invalid-scope` (400). Throws what `CheckPassword` throws. */
  async execute({ scope, ...credentials }: Credentials & { scope?: string }, peer: Peer): Promise<IssuedTokens> {
    const { account, weak } = await this.check.execute(credentials, peer);
    const scopes = narrowed(account, scope);
    const rehashed = weak ? await this.hashing.hash(normalPassword(credentials.password)) : undefined;
    const { network, requestId } = peer;
    const act = { actor: `account:${account.id}`, requestId, action: 'auth.login' };
    const opened: IssuedTokens[] = [];
    await this.changes.run(account.id, act, async (now) => {
      // What was verified may have changed since.
      if (now.passwordHash !== account.passwordHash || now.state !== 'active') throw new InvalidCredentials();
      opened.push(await this.opening.execute(now, scopes, network));
      now.passwordHash = rehashed ?? now.passwordHash;
      now.lastLoginAt = new Date();
      now.inactivityNoticeAt = null;
      return { network, scopes };
    });
    await this.opening.tell(account);
    const [tokens] = opened as [IssuedTokens];
    return tokens;
  }
}

function narrowed({ scopes }: Account, scope: string | undefined): readonly string[] {
  if (scope === undefined) return scopes;
  const wanted = scopesOf(scope);
  const beyond = wanted.filter((one) => !scopes.includes(one)).join(' ');
  if (beyond === '') return wanted;
  throw new OAuthError('invalid_scope', {
    en: `The account does not have ${beyond}.`,
    fr: `Le compte n'a pas ${beyond}.`,
  });
}
