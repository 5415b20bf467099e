export type Guessed = 'login' | 'client' | 'reset' | 'refresh';

/** Where guesses come from. */
export interface Guess {
  readonly what: Guessed;
  /** Folded e-mail, client id …: only a keyed hash of it is kept. */
  readonly name: string;
  /** Of the peer, as the edge knows it. */
  readonly address: string;
  /** `account:<uuid>` or `client:<uuid>`, where the name is one of ours: for the audit log. */
  readonly target?: string | undefined;
}

/**
 * Counts wrong guesses, for all replicas together. Five of one name from one address within 15 minutes, or thirty from
 * one address: the next must wait 30 s, then 60, 120 … at most 900, even if it is right. A name that is guessed at from
 * many addresses is never blocked, which would lock its owner out: the audit log tells of it.
 */
export abstract class Throttle {
  /** Before anything is verified. Throws `identity.too-many-attempts` (429 with Retry-After) while blocked. */
  abstract mayTry(guess: Guess): Promise<void>;
  /**
   * One more wrong guess; committed by itself, whatever becomes of the request. Throws `identity.too-many-attempts` when
   * guesses made at the same time have used up what was left.
   */
  abstract failed(guess: Guess): Promise<void>;
  /** Forgets the failures of name and address. Before anything is granted: it throws likewise. */
  abstract succeeded(guess: Guess): Promise<void>;
}
