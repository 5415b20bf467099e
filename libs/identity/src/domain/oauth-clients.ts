import type { ClientSecret, OAuthClient } from './oauth-client';

/** All clients. An id that is no uuid is nobody's. */
export abstract class OAuthClients {
  abstract find(id: string): Promise<OAuthClient | null>;
  abstract findByName(name: string): Promise<OAuthClient | null>;
  /** Likewise, and nobody else changes it until the transaction in progress ends. */
  abstract lock(id: string): Promise<OAuthClient | null>;
  /** Likewise; several may hold it at once, and a lock waits for them all. */
  abstract hold(id: string): Promise<OAuthClient | null>;
  /** Throws `identity.client-name-taken`. */
  abstract add(client: OAuthClient): Promise<void>;
  /** Writes name, scopes and state, and raises the version. Throws `identity.client-name-taken`. */
  abstract save(client: OAuthClient): Promise<void>;
  /** Removes the client with its secrets. */
  abstract remove(id: string): Promise<void>;
  abstract secretsOf(id: string): Promise<readonly ClientSecret[]>;
  /** Puts a secret into its slot, in place of the one that is there. */
  abstract putSecret(secret: Omit<ClientSecret, 'createdAt'>): Promise<void>;
  /** Remembers that it was used, to the hour. */
  abstract used(id: string): Promise<void>;
}
