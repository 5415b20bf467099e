import { UseCase } from '@hexagone/kernel';
import { OAuthClients } from '../../domain/oauth-clients';
import type { Terms } from '../terms';
import { ClientChanges } from './client-changes';

/** Removes a client; its tokens end. */
@UseCase()
export class RemoveClient {
  constructor(
    private readonly changes: ClientChanges,
    private readonly clients: OAuthClients,
  ) {}

  /** Throws `identity.client-not-found`. */
  execute(id: string, terms: Terms): Promise<void> {
    return this.changes.run(id, terms, async (client) => {
      await this.clients.remove(client.id);
      return { action: 'client.deleted', revokes: true };
    });
  }
}
