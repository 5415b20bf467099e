import { AuditLog, ErasureMarks, Transaction, UseCase } from '@hexagone/kernel';
import { ErasableOpportunities, type Erased, type ErasureTerms } from './erasable-opportunities';

/** Forgets requests for mortgages (GDPR, articles 17 and 5(1)(e)): asked for, kept for too long, or back with a backup. */
@UseCase()
export class EraseOpportunities {
  constructor(
    private readonly transaction: Transaction,
    private readonly opportunities: ErasableOpportunities,
    private readonly marks: ErasureMarks,
    private readonly audit: AuditLog,
  ) {}

  /**
   * All or none. `ids` have 18 characters; one of which there is nothing is passed over, so that a second time does
   * nothing. Throws `lending.access-not-recorded`.
   */
  execute(ids: readonly string[], terms: ErasureTerms): Promise<Erased> {
    return this.transaction.run(async () => {
      const erased = await this.opportunities.erase(ids, terms);
      const subjects = erased.ids.map((id) => `opportunity:${id}`);
      if (subjects.length === 0) return erased;
      await this.marks.remember(subjects);
      await this.audit.record({
        actor: terms.actor,
        action: 'lending.erasure',
        target: subjects.length === 1 ? subjects[0] : undefined,
        outcome: 'success',
        requestId: terms.requestId,
        detail: { opportunities: erased.opportunities, proposals: erased.proposals },
      });
      return erased;
    });
  }
}
