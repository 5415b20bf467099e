import { AuditLog, PersonalDataHolders, UseCase } from '@hexagone/kernel';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';

export interface PersonalData {
  readonly account: string;
  readonly exported_at: string;
  /** One section for each context that holds something. */
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Everything held about a person, for them to read and to take elsewhere (GDPR, articles 15 and 20). */
@UseCase()
export class ExportPersonalData {
  constructor(
    private readonly accounts: Accounts,
    private readonly holders: PersonalDataHolders,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `identity.account-not-found`. `by`: the actor of the audit log. */
  async execute(account: string, by: string, requestId?: string): Promise<PersonalData> {
    if (!(await this.accounts.find(account))) throw new AccountNotFound();
    const target = `account:${account}`;
    await this.audit.record({ actor: by, action: 'privacy.export', target, outcome: 'success', requestId });
    const sections: [string, Readonly<Record<string, unknown>>][] = [];
    for (const holder of this.holders.all) sections.push([holder.context, await holder.export(account)]);
    const held = sections.filter(([, section]) => Object.keys(section).length > 0);
    return { account, exported_at: new Date().toISOString(), data: Object.fromEntries(held) };
  }
}
