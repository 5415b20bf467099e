import { AuditLog, UseCase } from '@hexagone/kernel';
import { clientSubject, type OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { OAuthError } from '../../domain/oauth.errors';
import { Secrets } from '../clients/secrets';
import { type Guess, Throttle } from '../throttle';

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** Where a request comes from. */
export interface Origin {
  /** Of the peer, as the edge knows it. */
  readonly address: string;
  readonly requestId: string;
}

/** Is that client who it says? */
@UseCase()
export class AuthenticateClient {
  constructor(
    private readonly clients: OAuthClients,
    private readonly secrets: Secrets,
    private readonly throttle: Throttle,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.invalid-client`, whatever is wrong; `identity.unauthorized-client` once the secret is right. */
  async execute({ id, secret }: ClientCredentials, { address, requestId }: Origin): Promise<OAuthClient> {
    const live = await this.clients.secretsOf(id);
    const target = live[0] && clientSubject(live[0].clientId);
    const guess: Guess = { what: 'client', name: id, address, ...(target && { target }) };
    await this.throttle.mayTry(guess);
    const right = this.secrets.matches(
      secret,
      live.map(({ hash }) => hash),
    );
    const client = right ? await this.clients.find(id) : null;
    if (!client) {
      await this.throttle.failed(guess);
      await this.audit.record({ actor: 'anonymous', action: 'auth.client', target, outcome: 'failure', requestId });
      throw new OAuthError('invalid_client', {
        en: 'The client is unknown, or its secret is wrong.',
        fr: 'Le client est inconnu, ou son secret est erroné.',
      });
    }
    await this.throttle.succeeded(guess);
    if (client.state !== 'active') throw clientDisabled();
    return client;
  }
}

export const clientDisabled = (): OAuthError =>
  new OAuthError('unauthorized_client', { en: 'The client is disabled.', fr: 'Le client est désactivé.' });
