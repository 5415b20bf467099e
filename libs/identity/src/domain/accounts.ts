import type { Account } from './account';

/** All accounts. */
export abstract class Accounts {
  /** The account, or null. An id that is no uuid is nobody's. */
  abstract find(id: string): Promise<Account | null>;
  /** Likewise, and nobody else changes it until the transaction in progress ends. */
  abstract lock(id: string): Promise<Account | null>;
  /** By the folded address. */
  abstract findByEmail(emailFold: string): Promise<Account | null>;
  /** Throws `identity.email-taken` when another account has the address. */
  abstract add(account: Account): Promise<void>;
  /** Writes what changed since it was read, nothing else, and raises the version. Throws `identity.email-taken`, `identity.last-admin`. */
  abstract save(account: Account): Promise<void>;
  /** Removes the account with its sessions, tokens and consents. Throws `identity.last-admin`. */
  abstract remove(id: string): Promise<void>;
}
