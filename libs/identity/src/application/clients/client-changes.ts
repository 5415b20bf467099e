import { AuditLog, type AuditEvent, Transaction, UseCase } from '@hexagone/kernel';
import { ClientNotFound } from '../../domain/client.errors';
import { clientSubject, type OAuthClient } from '../../domain/oauth-client';
import { OAuthClients } from '../../domain/oauth-clients';
import { Revocations } from '../access-tokens';
import type { Terms } from '../terms';

/** What happened to a client, for the audit log. */
export interface ClientAct extends Pick<AuditEvent, 'action' | 'detail'> {
  /** The tokens it has are good for nothing any more. */
  readonly revokes: boolean;
}

/** A change of one client: under its lock, all or nothing, audited, and felt by the tokens that it has. */
@UseCase()
export class ClientChanges {
  constructor(
    private readonly transaction: Transaction,
    private readonly clients: OAuthClients,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
  ) {}

  /** `work` answers what it did; undefined: nothing. Throws `identity.client-not-found`. */
  run(
    id: string,
    { actor, requestId, guard }: Terms,
    work: (client: OAuthClient) => Promise<ClientAct | undefined>,
  ): Promise<void> {
    return this.transaction.run(async () => {
      const client = await this.clients.lock(id);
      if (!client) throw new ClientNotFound();
      await guard?.();
      const act = await work(client);
      if (!act) return;
      const { revokes, ...event } = act;
      const target = clientSubject(client.id);
      if (revokes) await this.revocations.revoke(target);
      await this.audit.record({ ...event, actor, target, outcome: 'success', requestId });
    });
  }
}
