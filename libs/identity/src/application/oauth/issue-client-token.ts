import { AuditLog, Transaction, UseCase, uuidV7 } from '@hexagone/kernel';
import { clientSubject, type OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { OAuthError } from '../../domain/oauth.errors';
import { AccessTokens } from '../access-tokens';
import type { IssuedTokens } from '../sessions';
import { clientDisabled } from './authenticate-client';

/** An access token for a client that showed its secret (RFC 6749 §4.4). */
@UseCase()
export class IssueClientToken {
  constructor(
    private readonly transaction: Transaction,
    private readonly clients: OAuthClients,
    private readonly tokens: AccessTokens,
    private readonly audit: AuditLog,
  ) {}

  /**
   * With all its scopes, or these of them. Throws `identity.invalid-scope`. What changes the client meanwhile waits, and
   * so revokes this token too.
   */
  async execute({ id }: OAuthClient, asked: readonly string[] | undefined, requestId: string): Promise<IssuedTokens> {
    await this.clients.used(id);
    return this.transaction.run(async () => {
      const client = await this.clients.hold(id);
      if (client?.state !== 'active') throw clientDisabled();
      const scopes = narrowed(client.scopes, asked);
      const subject = clientSubject(id);
      const grant = { subject, scopes, clientId: id, sessionId: uuidV7(), authenticatedAt: new Date() };
      const { token, expiresIn } = await this.tokens.issue(grant);
      await this.audit.record({
        actor: subject,
        action: 'auth.client',
        target: subject,
        outcome: 'success',
        requestId,
        detail: { scopes },
      });
      return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope: scopes.join(' ') };
    });
  }
}

/** Those that are asked of those that are granted. Throws `identity.invalid-scope` where one is not. */
export function narrowed(granted: readonly string[], asked: readonly string[] = granted): readonly string[] {
  if (asked.every((scope) => granted.includes(scope))) return asked;
  throw new OAuthError('invalid_scope', {
    en: 'A scope that is asked for is not granted.',
    fr: "Une portée demandée n'est pas accordée.",
  });
}
