import { DomainError, UseCase } from '@hexagone/kernel';
import type { Peer } from './peer';
import { type IssuedTokens, Sessions } from './sessions';
import { type Guess, Throttle } from './throttle';

/** New tokens for a refresh token; who guesses at them is slowed down. */
@UseCase()
export class RefreshSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
  ) {}

  /** Throws what `Sessions.refresh` throws, and `identity.too-many-attempts`. */
  async execute(
    refreshToken: string,
    { address }: Pick<Peer, 'address'>,
    scopes?: readonly string[],
  ): Promise<IssuedTokens> {
    const guess: Guess = { what: 'refresh', name: refreshToken, address };
    await this.throttle.mayTry(guess);
    try {
      return await this.sessions.refresh(refreshToken, scopes);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') await this.throttle.failed(guess);
      throw error;
    }
  }
}
