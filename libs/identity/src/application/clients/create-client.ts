import { AuditLog, Transaction, UseCase, uuidV7 } from '@hexagone/kernel';
import { clientSubject, OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { mustBeKnown } from '../../domain/scopes';
import type { Terms } from '../terms';
import { Secrets } from './secrets';

export interface NewClient {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The account that creates it. */
  readonly owner: string | null;
}

/** Creates a client. Its secret is told here, and never again. */
@UseCase()
export class CreateClient {
  constructor(
    private readonly transaction: Transaction,
    private readonly clients: OAuthClients,
    private readonly secrets: Secrets,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.client-name-taken`, `platform.invalid-document`. */
  async execute(
    asked: NewClient,
    { actor, requestId }: Terms,
  ): Promise<{ readonly id: string; readonly secret: string }> {
    mustBeKnown(asked.scopes);
    const { secret, hash } = this.secrets.draw();
    const client = clientOf(asked);
    const { id, scopes } = client;
    await this.transaction.run(async () => {
      await this.clients.add(client);
      await this.clients.putSecret({ clientId: id, slot: 1, hash });
      const target = clientSubject(id);
      await this.audit.record({
        actor,
        action: 'client.created',
        target,
        outcome: 'success',
        requestId,
        detail: { scopes },
      });
    });
    return { id, secret };
  }
}

const clientOf = ({ name, scopes, owner }: NewClient): OAuthClient =>
  Object.assign(new OAuthClient(), {
    id: uuidV7(),
    name: name.trim(),
    scopes: [...scopes],
    state: 'active' as const,
    ownerAccountId: owner,
  });
