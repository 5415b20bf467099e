import { UseCase } from '@hexagone/kernel';
import { nextSlot } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import type { Terms } from '../terms';
import { ClientChanges } from './client-changes';
import { Secrets } from './secrets';

/** Gives a client a new secret, told here and never again. The one before stays good, an older one goes. */
@UseCase()
export class RotateClientSecret {
  constructor(
    private readonly changes: ClientChanges,
    private readonly clients: OAuthClients,
    private readonly secrets: Secrets,
  ) {}

  /** Throws `identity.client-not-found`. */
  async execute(id: string, terms: Terms): Promise<string> {
    const { secret, hash } = this.secrets.draw();
    await this.changes.run(id, terms, async (client) => {
      const slot = nextSlot(await this.clients.secretsOf(client.id));
      await this.clients.putSecret({ clientId: client.id, slot, hash });
      return { action: 'client.secret_rotated', detail: { slot }, revokes: true };
    });
    return secret;
  }
}
