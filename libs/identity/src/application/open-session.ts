import { UseCase } from '@hexagone/kernel';
import type { Account } from '../domain/account';
import { Mailer } from './mailer';
import { Choices } from './rights/choices';
import { type IssuedTokens, Sessions } from './sessions';

const UNKNOWN = 'unknown';

/** Opens a session as its person chose: with or without the network it is opened from, with or without a letter. */
@UseCase()
export class OpenSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly choices: Choices,
    private readonly mailer: Mailer,
  ) {}

  async execute(account: Account, scopes: readonly string[], network: string): Promise<IssuedTokens> {
    const kept = (await this.choices.allows(account.id, 'session-networks')) ? network : UNKNOWN;
    return this.sessions.open(account, scopes, kept);
  }

  /** Once the session is there for good. */
  async tell({ id, email, locale }: Account): Promise<void> {
    if (!(await this.choices.allows(id, 'sign-in-letters'))) return;
    const values = { at: new Date().toISOString() };
    await this.mailer.send({ account: id, to: email, locale, kind: 'signed-in', values });
  }
}
