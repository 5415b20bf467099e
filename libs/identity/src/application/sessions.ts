import type { Account } from '../domain/account';

/** RFC 6749 §5.1, as `/auth/login`, `/auth/refresh` and `/oauth/token` answer it. */
export interface IssuedTokens {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token?: string;
  /** Seconds. */
  readonly refresh_expires_in?: number;
  readonly scope: string;
}

export interface SessionCard {
  readonly id: string;
  readonly created_at: string;
  readonly last_used_at: string;
  readonly expires_at: string;
  /** Address cut to its network: /24 or /48. */
  readonly network: string;
  readonly current: boolean;
}

export type EndReason = 'logout' | 'password' | 'email' | 'scopes' | 'disabled' | 'erased' | 'reuse' | 'admin';

/** Sessions of people: one family of refresh tokens each. */
export abstract class Sessions {
  /** Opens a session with these scopes (all of them are the account's). */
  abstract open(account: Account, scopes: readonly string[], network: string): Promise<IssuedTokens>;
  /**
   * Rotates a refresh token; `scopes` narrows the access token. Throws `identity.invalid-refresh-token`; a token used
   * before ends the whole session, committed although the answer is an error, and audited `auth.refresh_reused`.
   */
  abstract refresh(refreshToken: string, scopes?: readonly string[]): Promise<IssuedTokens>;
  /** The session that a refresh token belongs to, or null. */
  abstract sessionOf(refreshToken: string): Promise<{ readonly id: string; readonly accountId: string } | null>;
  /** Ends one session of that account: its tokens are refused everywhere within 5 s. False when there is none alive. */
  abstract end(sessionId: string, accountId: string, reason: EndReason): Promise<boolean>;
  /** Ends every session of the account, but for one. How many. */
  abstract endAll(accountId: string, reason: EndReason, except?: string): Promise<number>;
  /** Those alive, latest first. */
  abstract list(accountId: string, current: string | null): Promise<readonly SessionCard[]>;
}
