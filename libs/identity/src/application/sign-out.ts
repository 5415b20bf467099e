import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { Revocations } from './access-tokens';
import { Sessions } from './sessions';

/** Ends the session that a person calls from, or all of theirs. */
@UseCase()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** `session`: that one alone. */
  async execute(accountId: string, session: string | undefined, requestId: string): Promise<void> {
    const account = `account:${accountId}`;
    await this.transaction.run(async () => {
      const detail = { ended_sessions: await this.end(accountId, session) };
      await this.audit.record({
        actor: account,
        action: 'auth.logout',
        target: account,
        outcome: 'success',
        requestId,
        detail,
      });
    });
  }

  private async end(accountId: string, session: string | undefined): Promise<number> {
    if (session === undefined) return this.sessions.endAll(accountId, 'logout');
    if (await this.sessions.end(session, accountId, 'logout')) return 1;
    // A token from the command line has a session of its own, which no table knows.
    await this.revocations.revoke(session);
    return 0;
  }
}
