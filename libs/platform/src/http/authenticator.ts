/** Who calls, as a valid token says. */
export interface Principal {
  /** Stable and without personal content: an account's uuid, or `client:<id>`. */
  readonly subject: string;
  readonly scopes: readonly string[];
}

/** Knows tokens. */
export abstract class Authenticator {
  /** The bearer of this token, or null when it is not valid (unknown, expired, revoked, altered). */
  abstract principalOf(token: string): Promise<Principal | null>;
}

/** Until tokens are issued none is valid. */
export class NoTokenIsKnown extends Authenticator {
  principalOf(): Promise<null> {
    return Promise.resolve(null);
  }
}
