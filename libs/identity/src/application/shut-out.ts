import { UseCase } from '@hexagone/kernel';
import { OneTimeTokens } from './one-time-tokens';
import { type EndReason, Sessions } from './sessions';

/** What was given out before a change of password or address is worth nothing after it: sessions and letters. */
@UseCase()
export class ShutOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
  ) {}

  /** How many sessions ended. */
  async execute(accountId: string, reason: EndReason, except?: string): Promise<number> {
    await this.tokens.cancel(accountId);
    return this.sessions.endAll(accountId, reason, except);
  }
}
