import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { clientSubject, type OAuthClient } from '../../domain/oauth-client';
import { OAuthError } from '../../domain/oauth.errors';
import { Revocations } from '../access-tokens';
import { Sessions } from '../sessions';

/** What a valid access token says of its bearer. */
export interface Bearer {
  readonly subject: string;
  readonly kind: 'person' | 'client';
  readonly sessionId: string | null;
}

export interface Revocation {
  readonly token: string;
  /** Null: it is no access token, or none that is valid. */
  readonly bearer: Bearer | null;
  /** Who asks, where they showed a secret. */
  readonly client: OAuthClient | null;
  readonly requestId: string;
}

/**
 * Ends a token on behalf of whoever holds it (RFC 7009). A refresh token takes its session with it, and so does an access
 * token of a session. A machine's ends for that machine alone. Of a token that is unknown nothing is said.
 */
@UseCase()
export class RevokeToken {
  constructor(
    private readonly transaction: Transaction,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.invalid-client` where the token is a machine's and no secret was shown. */
  execute({ token, bearer, client, requestId }: Revocation): Promise<void> {
    return this.transaction.run(async () => {
      const target = await (bearer ? this.endAccess(bearer, client) : this.endSession(token));
      if (target === null) return;
      await this.audit.record({ actor: target, action: 'auth.revoke', target, outcome: 'success', requestId });
    });
  }

  private async endSession(refreshToken: string): Promise<string | null> {
    const session = await this.sessions.sessionOf(refreshToken);
    if (!session) return null;
    const ended = await this.sessions.end(session.id, session.accountId, 'logout');
    return ended ? `account:${session.accountId}` : null;
  }

  private async endAccess({ subject, kind, sessionId }: Bearer, client: OAuthClient | null): Promise<string | null> {
    if (kind === 'client') {
      if (!client) throw secretNeeded();
      if (clientSubject(client.id) !== subject) return null;
    }
    const ended = kind === 'person' && sessionId !== null && (await this.sessions.end(sessionId, subject, 'logout'));
    if (!ended) await this.revocations.revoke(sessionId ?? subject);
    return kind === 'client' ? subject : `account:${subject}`;
  }
}

const secretNeeded = (): OAuthError =>
  new OAuthError('invalid_client', {
    en: 'The token of a machine is revoked by that machine, with its secret.',
    fr: "Le jeton d'une machine est révoqué par cette machine, avec son secret.",
  });
