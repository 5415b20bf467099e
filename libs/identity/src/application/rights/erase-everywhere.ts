import { AuditLog, PersonalDataHolders, Transaction, UseCase } from '@hexagone/kernel';
import { ErasesAccounts } from '../erase-account';
import { LastingErasureMarks } from './lasting-erasure-marks';

@UseCase()
export class EraseEverywhere extends ErasesAccounts {
  constructor(
    private readonly transaction: Transaction,
    private readonly holders: PersonalDataHolders,
    private readonly marks: LastingErasureMarks,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  async execute(accountId: string, by: string, requestId?: string): Promise<void> {
    const target = `account:${accountId}`;
    await this.transaction.run(async () => {
      const detail: Record<string, unknown> = {};
      for (const holder of this.holders.all) detail[holder.context] = await holder.erase(accountId);
      await this.marks.remember([target]);
      await this.audit.record({ actor: by, action: 'privacy.erasure', target, outcome: 'success', requestId, detail });
    });
    await this.marks.copy();
  }
}
