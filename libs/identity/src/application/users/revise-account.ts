import { UseCase } from '@hexagone/kernel';
import type { Account, AccountState } from '../../domain/account';
import { mustBeKnown } from '../../domain/scopes';
import { Revocations } from '../access-tokens';
import { AccountChanges } from '../account-changes';
import { Sessions } from '../sessions';
import { changesOf, type Terms } from '../terms';

export interface AccountRevision {
  readonly scopes?: readonly string[] | undefined;
  readonly state?: AccountState | undefined;
}

/** Changes what a person may do, or whether at all; their sessions and tokens end. */
@UseCase()
export class ReviseAccount {
  constructor(
    private readonly changes: AccountChanges,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
  ) {}

  /**
   * `revise` sees the account as it stands, and nobody changes it meanwhile. Throws `identity.account-not-found`,
   * `identity.last-admin`, `platform.invalid-document`.
   */
  execute(id: string, revise: (present: Account) => AccountRevision, { guard, ...by }: Terms): Promise<Account> {
    return this.changes.run(id, { ...by, action: 'account.changed' }, async (account) => {
      await guard?.();
      const { scopes = account.scopes, state = account.state } = revise(account);
      mustBeKnown(scopes);
      const changed = changesOf(
        { scopes: account.scopes.toSorted(), state: account.state },
        { scopes: scopes.toSorted(), state },
      );
      if (Object.keys(changed).length > 0) await this.shutOut(account.id, state);
      Object.assign(account, { scopes: scopes.toSorted(), state });
      return changed;
    });
  }

  private async shutOut(id: string, state: AccountState): Promise<void> {
    await this.sessions.endAll(id, state === 'disabled' ? 'disabled' : 'scopes');
    await this.revocations.revoke(id);
  }
}
