import { UseCase } from '@hexagone/kernel';
import { Revocations } from '../access-tokens';
import { AccountChanges } from '../account-changes';
import type { By } from '../by';
import { Sessions } from '../sessions';

/** Ends every session and token of a person, on behalf of an administrator. */
@UseCase()
export class LogOutAccount {
  constructor(
    private readonly changes: AccountChanges,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
  ) {}

  /** Throws `identity.account-not-found`. */
  async execute(id: string, { actor, requestId }: By): Promise<void> {
    await this.changes.run(id, { actor, requestId, action: 'account.logged_out' }, async (account) => {
      const sessions = await this.sessions.endAll(account.id, 'admin');
      await this.revocations.revoke(account.id);
      return { sessions };
    });
  }
}
