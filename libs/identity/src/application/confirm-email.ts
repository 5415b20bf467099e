import { UseCase } from '@hexagone/kernel';
import { AccountChanges } from './account-changes';
import { LetterErrands } from './letter-errands';
import type { Peer } from './peer';

/** The address is the person's: who read the letter says so. */
@UseCase()
export class ConfirmEmail {
  constructor(
    private readonly errands: LetterErrands,
    private readonly changes: AccountChanges,
  ) {}

  /** A pending account becomes active. Throws what `LetterErrands` throws. */
  async execute(token: string, peer: Peer): Promise<void> {
    const id = await this.errands.of(token, 'confirm', peer);
    const act = { actor: `account:${id}`, requestId: peer.requestId, action: 'auth.email_confirmed' };
    await this.changes.run(id, act, async (account) => {
      await this.errands.use(token, 'confirm');
      account.emailVerifiedAt = new Date();
      if (account.state === 'pending') account.state = 'active';
      return undefined;
    });
  }
}
