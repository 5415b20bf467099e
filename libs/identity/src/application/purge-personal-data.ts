import { AuditLog, DomainError, nearestName, problem, Transaction, UseCase } from '@hexagone/kernel';
import { RegisterOfProcessing } from './register-of-processing';
import { type RetentionRule, RetentionRules } from './retention-rules';

const UNKNOWN_CONTEXT = problem('identity.unknown-holder', 'invalid', {
  en: 'No such holder of personal data',
  fr: 'Aucun détenteur de données personnelles de ce nom',
});

export interface PurgeOrder {
  /** Rules of this context alone. */
  readonly only?: string | undefined;
  readonly now: Date;
  /** Counts, and erases nothing. */
  readonly rehearsal: boolean;
  /** Of the audit log. */
  readonly actor: string;
}

export interface PurgedRule {
  readonly context: string;
  readonly rule: string;
  /** ISO 8601; null: no time is set. */
  readonly keep: string | null;
  /** What ended before this instant goes; null: nothing does. */
  readonly before: Date | null;
  readonly erased: number;
}

/** Erases what is kept no longer, as the register of processing says (GDPR, article 5(1)(e)). */
@UseCase()
export class PurgePersonalData {
  constructor(
    private readonly rules: RetentionRules,
    private readonly register: RegisterOfProcessing,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /**
   * One transaction for each rule; one that fails keeps no other from its turn, and is thrown in the end. A second time
   * nothing is left to erase. Throws `identity.unknown-holder`.
   */
  async execute(order: PurgeOrder): Promise<readonly PurgedRule[]> {
    const purged: PurgedRule[] = [];
    let failure: Error | undefined;
    for (const rule of this.chosen(order.only)) {
      try {
        purged.push(await this.purge(rule, order));
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
      }
    }
    if (failure) throw failure;
    return purged;
  }

  private async purge(
    { context, rule, purge }: RetentionRule,
    { now, rehearsal, actor }: PurgeOrder,
  ): Promise<PurgedRule> {
    const before = this.register.endBefore(rule, now);
    const erased = await this.transaction.run(async () => {
      const count = before === null ? 0 : await purge(before, rehearsal, now);
      if (count > 0 && !rehearsal) await this.record(actor, rule, { before: before?.toISOString(), erased: count });
      return count;
    });
    return { context, rule, keep: this.register.keeps(rule), before, erased };
  }

  private chosen(only: string | undefined): readonly RetentionRule[] {
    const rules = this.rules.all();
    if (only === undefined) return rules;
    const chosen = rules.filter(({ context }) => context === only);
    if (chosen.length > 0) return chosen;
    const known = [...new Set(rules.map(({ context }) => context))];
    const meant = nearestName(only, known);
    throw new DomainError(UNKNOWN_CONTEXT, {
      en: `"${only}" is none of ${known.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`,
      fr: `« ${only} » n’est pas parmi ${known.join(', ')}${meant ? ` ; vouliez-vous dire ${meant} ?` : ''}`,
    });
  }

  private record(actor: string, rule: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.record({ actor, action: 'privacy.purge', target: `rule:${rule}`, outcome: 'success', detail });
  }
}
