/** What becomes of a key: published before it signs, and after, until its last token has died. */
export type KeyPhase = 'next' | 'current' | 'former' | 'withdrawn' | 'revoked';

export interface KeyCard {
  /** Thumbprint of the public key (RFC 7638). */
  readonly kid: string;
  readonly phase: KeyPhase;
  readonly created_at: string;
  readonly sign_from: string;
  readonly sign_until: string | null;
  readonly retire_at: string | null;
  readonly revoked_at: string | null;
}

/** The keys that sign access tokens, shared by all replicas. At most one is yet to come. */
export abstract class SigningKeys {
  /** Latest first. */
  abstract list(): Promise<readonly KeyCard[]>;
  /**
   * Makes the next key. It signs in 10 minutes, known by then to everybody who keeps the published keys, or at once; the
   * present one is withdrawn 11 minutes later. A key that is yet to come is the answer already, or dropped where one must sign at once.
   */
  abstract rotate(atOnce: boolean): Promise<KeyCard>;
  /** Refuses all tokens of that key, everywhere within 5 s. False when it was revoked already. Throws `identity.key-not-found`. */
  abstract revoke(kid: string): Promise<boolean>;
  /** Rotates when the present key has signed for 90 days and none is yet to come; the new key, or null. */
  abstract rotateWhenOld(): Promise<KeyCard | null>;
}
