export interface AccessGrant {
  /** Account uuid or `client:<uuid>`. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Session of a person. */
  readonly sessionId?: string;
  /** Of a machine: its uuid; of a person `hexagone`. */
  readonly clientId: string;
  /** When the person last gave the password. */
  readonly authenticatedAt: Date;
  /** Seconds; 600 unless told. */
  readonly lifetime?: number;
}

/** Signed access tokens (RFC 9068). */
export abstract class AccessTokens {
  abstract issue(grant: AccessGrant): Promise<{ readonly token: string; readonly expiresIn: number }>;
}

/** What is refused before it expires; every replica knows within 5 s. */
export abstract class Revocations {
  /** Every token issued so far for that subject (`<uuid>`, `client:<uuid>`) or of that session. */
  abstract revoke(subjectOrSession: string): Promise<void>;
  /** After an account was restricted or is so no longer: this process asks before it admits the next token. */
  abstract heed(): void;
}
