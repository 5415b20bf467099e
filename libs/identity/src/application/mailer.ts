import type { Locale } from '../domain/account';

export interface Letter {
  readonly account: string;
  readonly to: string;
  readonly locale: Locale;
  readonly kind: 'confirm-email' | 'reset-password' | 'email-in-use' | 'inactivity' | 'signed-in';
  /** What the text needs: `token`, `date` (YYYY-MM-DD), `at` (an instant). */
  readonly values: Readonly<Record<string, string>>;
}

/** Sends letters, without making the caller wait for the outcome. */
export abstract class Mailer {
  /** True where letters leave this machine: an address must then be confirmed. */
  abstract readonly delivers: boolean;
  abstract send(letter: Letter): Promise<void>;
  /** Likewise, and waits for the outcome: whether the letter has left this machine. */
  abstract deliver(letter: Letter): Promise<boolean>;
  /** Takes back what is not sent yet and what is kept of that account. How many. */
  abstract forget(account: string): Promise<number>;
  /** Removes what is kept of letters from before that instant, or only counts it. How many. */
  abstract discard(before: Date, rehearsal: boolean): Promise<number>;
}
