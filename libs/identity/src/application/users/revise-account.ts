import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import type { Account, AccountState } from '../../domain/account';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { mustBeKnown } from '../../domain/scopes';
import { Revocations } from '../access-tokens';
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
    private readonly transaction: Transaction,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly audit: AuditLog,
  ) {}

  /**
   * `revise` sees the account as it stands, and nobody changes it meanwhile. Throws `identity.account-not-found`,
   * `identity.last-admin`, `platform.invalid-document`.
   */
  execute(id: string, revise: (present: Account) => AccountRevision, terms: Terms): Promise<void> {
    return this.transaction.run(async () => {
      const account = await this.accounts.lock(id);
      if (!account) throw new AccountNotFound();
      await terms.guard?.();
      const { scopes = account.scopes, state = account.state } = revise(account);
      mustBeKnown(scopes);
      const wanted = { scopes: [...scopes].sort(), state };
      const changed = changesOf({ scopes: account.scopes.toSorted(), state: account.state }, wanted);
      if (Object.keys(changed).length > 0) await this.become(account, wanted, { changed, terms });
    });
  }

  private async become(
    account: Account,
    wanted: Pick<Account, 'scopes' | 'state'>,
    { changed, terms: { actor, requestId } }: { changed: Readonly<Record<string, unknown>>; terms: Terms },
  ): Promise<void> {
    const { id } = account;
    await this.accounts.save(Object.assign(account, wanted));
    await this.sessions.endAll(id, wanted.state === 'disabled' ? 'disabled' : 'scopes');
    await this.revocations.revoke(id);
    const target = `account:${id}`;
    await this.audit.record({
      actor,
      action: 'account.changed',
      target,
      outcome: 'success',
      requestId,
      detail: changed,
    });
  }
}
