import { AuditLog, Transaction, UseCase, uuidV7 } from '@hexagone/kernel';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { AccountNotActive } from '../../domain/user.errors';
import { AccessTokens } from '../access-tokens';
import { narrowed } from '../oauth/issue-client-token';
import type { IssuedTokens } from '../sessions';
import type { Terms } from '../terms';

/** An access token in somebody's name without their password: for the operator, at the terminal. Audited. */
@UseCase()
export class IssueAccountToken {
  constructor(
    private readonly transaction: Transaction,
    private readonly accounts: Accounts,
    private readonly tokens: AccessTokens,
    private readonly audit: AuditLog,
  ) {}

  /**
   * With all scopes of the account, or these of them. It does not stand for a password given now. Throws
   * `identity.account-not-found`, `identity.account-not-active`, `identity.invalid-scope`.
   */
  execute(id: string, asked: readonly string[] | undefined, { actor }: Terms): Promise<IssuedTokens> {
    return this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      if (account.state !== 'active') throw new AccountNotActive();
      const scopes = narrowed(account.scopes, asked);
      const authenticatedAt = account.lastLoginAt ?? account.createdAt;
      const grant = { subject: account.id, scopes, clientId: 'hexagone', sessionId: uuidV7(), authenticatedAt };
      const { token, expiresIn } = await this.tokens.issue(grant);
      const target = `account:${account.id}`;
      await this.audit.record({ actor, action: 'token.issued', target, outcome: 'success', detail: { scopes } });
      return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope: scopes.join(' ') };
    });
  }
}
