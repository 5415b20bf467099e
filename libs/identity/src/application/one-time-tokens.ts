/** What a letter lets its reader do once: confirm the address (24 h), choose a new password (30 min). */
export type Errand = 'confirm' | 'reset';

/** Tokens that letters carry; only their hashes are kept. */
export abstract class OneTimeTokens {
  /** A new token; earlier ones of the same errand are worth nothing any more. */
  abstract issue(accountId: string, errand: Errand): Promise<string>;
  /** Whose token it is, while it can be used; null otherwise. */
  abstract find(token: string, errand: Errand): Promise<string | null>;
  /** Likewise, and it is used: of two who try at once, one gets the account. */
  abstract use(token: string, errand: Errand): Promise<string | null>;
  /** None of the account's tokens can be used any more. */
  abstract cancel(accountId: string): Promise<void>;
}
