/** Who calls, as a valid token says. */
export interface Principal {
  /** Stable and without personal content: an account's uuid, or `client:<id>`. */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly kind: 'person' | 'client';
  /** Of a machine: its id; of a person: the program that signed in for them. */
  readonly clientId: string;
  /** Of a person who signed in. */
  readonly sessionId: string | null;
  /** When the secret was last shown. */
  readonly authenticatedAt: Date;
  /** The person asked that nothing be done with their data but keep them (GDPR, article 18). */
  readonly restricted: boolean;
}

/** Knows tokens. */
export abstract class Authenticator {
  /**
   * The bearer of this token, or null when it is not valid (unknown, expired, revoked, altered). At once where nothing
   * has to be waited for.
   */
  abstract principalOf(token: string): Principal | null | Promise<Principal | null>;
}
