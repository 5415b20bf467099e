import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { Sessions } from './sessions';

/** Ends the session that a person calls from, or all of theirs. */
@UseCase()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** `session`: that one alone. */
  async execute(accountId: string, session: string | undefined, requestId: string): Promise<void> {
    const account = `account:${accountId}`;
    await this.transaction.run(async () => {
      const ended =
        session === undefined
          ? await this.sessions.endAll(accountId, 'logout')
          : Number(await this.sessions.end(session, accountId, 'logout'));
      const detail = { ended_sessions: ended };
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
}
