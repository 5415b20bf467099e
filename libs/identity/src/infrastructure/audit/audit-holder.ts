import { PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Database, RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

const TRIMMED_AT_ONCE = 5000;

/** What the database lets go, whoever asks: a beginning of the chain that is older than both instants. */
const REMOVABLE = `
  SELECT count(*)::integer AS n FROM audit_chain WHERE pos < coalesce(
    (SELECT c.pos FROM audit_chain c JOIN audit_event e ON e.id = c.event_id
      WHERE e.at >= least($1::timestamptz, clock_timestamp() - interval '6 months') ORDER BY c.pos LIMIT 1),
    (SELECT max(pos) + 1 FROM audit_chain))`;

/** Events about a person or by them. They stay after an erasure, under a number that leads to nobody any more. */
@Injectable()
export class AuditHolder extends RecordedActs {
  readonly context = 'audit';
  override readonly retentions: readonly Retention[] = [
    { rule: 'audit.events', purge: (before, rehearsal) => (rehearsal ? this.count(before) : this.trim(before)) },
  ];
  /** They are exported with the account. */
  protected readonly sections = {};

  constructor(
    private readonly store: Database,
    holders: PersonalDataHolders,
  ) {
    super(store, holders);
  }

  private async count(before: Date): Promise<number> {
    const { rows } = await this.store.query<{ n: number }>(REMOVABLE, [before]);
    return rows[0]?.n ?? 0;
  }

  private async trim(before: Date): Promise<number> {
    let trimmed = 0;
    for (;;) {
      const { rows } = await this.store.query<{ n: number }>('SELECT audit_trim($1, $2) AS n', [
        before,
        TRIMMED_AT_ONCE,
      ]);
      const n = rows[0]?.n ?? 0;
      trimmed += n;
      if (n < TRIMMED_AT_ONCE) return trimmed;
    }
  }
}
