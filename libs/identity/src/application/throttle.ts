export type Guessed = 'login' | 'client' | 'reset' | 'refresh';

/** Where guesses come from. */
export interface Guess {
  readonly what: Guessed;
  /** Folded e-mail, client id …: only a keyed hash of it is kept. */
  readonly name: string;
  /** Of the peer, as the edge knows it. */
  readonly address: string;
}

/** Counts wrong guesses, for all replicas together. */
export abstract class Throttle {
  /** Throws `identity.too-many-attempts` (429 with Retry-After) while name and address, or the address, are blocked. */
  abstract mayTry(guess: Guess): Promise<void>;
  /** One more wrong guess; committed by itself, whatever becomes of the request. */
  abstract failed(guess: Guess): Promise<void>;
  abstract succeeded(guess: Guess): Promise<void>;
}
