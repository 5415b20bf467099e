import { UseCase } from '@hexagone/kernel';
import type { ClientState } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { mustBeKnown } from '../../domain/scopes';
import { changesOf, type Terms } from '../terms';
import { ClientChanges } from './client-changes';

export interface ClientRevision {
  readonly name?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly state?: ClientState | undefined;
}

/** Changes a client; other scopes or another state end the tokens that it has. */
@UseCase()
export class ReviseClient {
  constructor(
    private readonly changes: ClientChanges,
    private readonly clients: OAuthClients,
  ) {}

  /** Throws `identity.client-not-found`, `identity.client-name-taken`, `platform.invalid-document`. */
  execute(id: string, { name, scopes, state }: ClientRevision, terms: Terms): Promise<void> {
    if (scopes) mustBeKnown(scopes);
    return this.changes.run(id, terms, async (client) => {
      const wanted = {
        name: name?.trim() ?? client.name,
        scopes: [...(scopes ?? client.scopes)],
        state: state ?? client.state,
      };
      const changed = changesOf(client, wanted);
      if (Object.keys(changed).length === 0) return undefined;
      await this.clients.save(Object.assign(client, wanted));
      // A name may be a person's: that it changed is all that is kept.
      const { name: renamed, ...detail } = changed;
      const revokes = Object.keys(detail).length > 0;
      return {
        action: 'client.changed',
        detail: { ...detail, ...(renamed !== undefined && { renamed: true }) },
        revokes,
      };
    });
  }
}
