import { UseCase } from '@hexagone/kernel';
import { InvalidLink } from './auth.errors';
import { type Errand, OneTimeTokens } from './one-time-tokens';
import type { Peer } from './peer';
import { type Guess, Throttle } from './throttle';

/** Tokens as they come back from letters; who guesses at them is slowed down. */
@UseCase()
export class LetterErrands {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly throttle: Throttle,
  ) {}

  /** Whose token it is, without using it. Throws `identity.invalid-link`, `identity.too-many-attempts`. */
  async of(token: string, errand: Errand, { address }: Pick<Peer, 'address'>): Promise<string> {
    const guess: Guess = { what: 'reset', name: token, address };
    await this.throttle.mayTry(guess);
    const accountId = await this.tokens.find(token, errand);
    if (accountId !== null) return accountId;
    await this.throttle.failed(guess);
    throw new InvalidLink();
  }

  /** Uses it, in the transaction in progress. Throws `identity.invalid-link` to the second of two. */
  async use(token: string, errand: Errand): Promise<void> {
    if ((await this.tokens.use(token, errand)) === null) throw new InvalidLink();
  }
}
