import { AuditLog, DomainError, isUuid, problem, Transaction, UseCase } from '@hexagone/kernel';
import type { By } from '../by';
import { Sessions } from '../sessions';

const SESSION_NOT_FOUND = problem('identity.session-not-found', 'not-found', {
  en: 'Session not found',
  fr: 'Session introuvable',
});

/** Ends one session of a person: what was given out for it is worth nothing within 5 s. */
@UseCase()
export class EndSession {
  constructor(
    private readonly transaction: Transaction,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.session-not-found` when there is none alive of theirs. */
  execute(session: string, account: string, { actor, requestId }: By): Promise<void> {
    return this.transaction.run(async () => {
      const ended = isUuid(session) && (await this.sessions.end(session, account, 'logout'));
      if (!ended)
        throw new DomainError(SESSION_NOT_FOUND, {
          en: 'You have no such session alive.',
          fr: "Vous n'avez pas de telle session en cours.",
        });
      const detail = { session };
      await this.audit.record({
        actor,
        action: 'auth.logout',
        target: `account:${account}`,
        outcome: 'success',
        requestId,
        detail,
      });
    });
  }
}
