import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { Mailer } from './mailer';
import { OneTimeTokens } from './one-time-tokens';

/** Asks, by a letter, whether the address is the person's; only where letters leave this machine. */
@UseCase()
export class AskConfirmation {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly mailer: Mailer,
  ) {}

  get isNeeded(): boolean {
    return this.mailer.delivers;
  }

  /** Earlier letters are worth nothing any more. */
  async execute({ id, email, locale }: Account): Promise<void> {
    if (!this.isNeeded) return;
    const values = { token: await this.tokens.issue(id, 'confirm') };
    await this.mailer.send({ account: id, to: email, locale, kind: 'confirm-email', values });
  }
}
