import { UseCase } from '@hexagone/kernel';
import { Accounts } from '../domain/accounts';
import { AccountClosed, InvalidLink } from './auth.errors';
import { ChangePassword } from './change-password';
import { LetterErrands } from './letter-errands';
import type { Peer } from './peer';

/** Another password for who has the letter. */
@UseCase()
export class ResetPassword {
  constructor(
    private readonly errands: LetterErrands,
    private readonly accounts: Accounts,
    private readonly change: ChangePassword,
  ) {}

  /**
   * Ends every session. A refused password leaves the token as it was. Throws what `LetterErrands` and `ChangePassword`
   * throw, and `identity.account-disabled`.
   */
  async execute(token: string, password: string, peer: Peer): Promise<void> {
    const account = await this.accounts.find(await this.errands.of(token, 'reset', peer));
    if (!account) throw new InvalidLink();
    const by = { actor: `account:${account.id}`, requestId: peer.requestId };
    await this.change.execute(account, password, by, async ({ state }) => {
      await this.errands.use(token, 'reset');
      if (state !== 'active') throw new AccountClosed(state);
    });
  }
}
