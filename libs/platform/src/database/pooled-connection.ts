import { DomainError, problem } from '@hexagone/kernel';
import type { Client } from 'pg';

export const POOLED_CONNECTION = problem('platform.pooled-connection', 'unavailable', {
  en: 'A direct database connection is needed',
  fr: 'Une connexion directe à la base est nécessaire',
});

/** A transaction pooler announces a process of its own, not the one of the server. */
export async function refusePooler(client: Client): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  if (rows[0]?.pid === (client as unknown as { processID: number }).processID) return;
  throw new DomainError(POOLED_CONNECTION, {
    en: 'This URL leads through a connection pooler: set DATABASE_DIRECT_URL to the address of the server itself',
    fr: 'Cette URL passe par un répartiteur de connexions : indiquez dans DATABASE_DIRECT_URL l’adresse du serveur lui-même',
  });
}
