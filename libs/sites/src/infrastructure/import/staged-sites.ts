import type { Effect, LateReject, StagingSession } from '@hexagone/ingestion';
import type { Countries } from '../../domain/countries';
import { belowClosedGroups, brokenContent, brokenReferences } from './content-checks';
import { type Found, rejectsOf } from './found-rejects';
import { dropRepetitions, identify } from './identity-checks';
import { STAGE, type StagedColumns } from './staged-columns';
import { takenByEarlier, takenByStored, uniqueRules } from './unique-rules';

type Step = () => Promise<readonly Found[]>;

/** The rows in the stage, judged against each other and against what is stored. */
export class StagedSites {
  constructor(
    private readonly stage: StagingSession,
    private readonly countries: Countries,
    private readonly columns: StagedColumns,
  ) {}

  /** Leaves one row for each site that may be written. */
  async settle(): Promise<{ readonly duplicates: number; readonly rejected: readonly LateReject[] }> {
    await this.stage.query(
      `ALTER TABLE ${STAGE} ADD COLUMN site_id integer, ADD COLUMN candidates integer[], ADD COLUMN is_new boolean DEFAULT false`,
    );
    const duplicates = await dropRepetitions(this.stage, [...this.columns.all, 'group_ids']);
    const content: Step = () => brokenContent(this.stage, this.countries);
    const rejected: LateReject[] = [];
    for (const step of [content, ...this.againstStored()]) rejected.push(...(await this.setAside(await step())));
    return { duplicates, rejected };
  }

  /** The first reason why the settled rows cannot be written any more; null when nothing has come in between. */
  async overtaken(): Promise<LateReject | null> {
    for (const step of this.againstStored()) {
      const [first] = rejectsOf(await step());
      if (first) return first;
    }
    return null;
  }

  async effect(): Promise<Effect> {
    const { rows } = await this.stage.query<{ inserted: number; updated: number; staged: number }>(
      `SELECT count(*) FILTER (WHERE t.id IS NULL)::int AS inserted, count(*)::int AS staged,
         count(*) FILTER (WHERE t.id IS NOT NULL AND NOT (${this.columns.sameValues} AND ${this.columns.sameGroups}))::int AS updated
       FROM ${STAGE} s LEFT JOIN sites t ON t.id = s.site_id`,
    );
    const { inserted, updated, staged } = rows[0] ?? { inserted: 0, updated: 0, staged: 0 };
    return { inserted, updated, unchanged: staged - inserted - updated, removed: 0, stored: 0 };
  }

  /** Each step reports all its faults; what it finds is not judged any further. */
  private againstStored(): readonly Step[] {
    const rules = uniqueRules(this.countries);
    return [
      () => brokenReferences(this.stage),
      () => identify(this.stage, this.columns),
      async () => {
        const found = [...(await belowClosedGroups(this.stage))];
        for (const rule of rules) found.push(...(await takenByStored(this.stage, rule, this.columns)));
        return found;
      },
      ...rules.map((rule) => () => takenByEarlier(this.stage, rule, this.columns)),
    ];
  }

  private async setAside(found: readonly Found[]): Promise<readonly LateReject[]> {
    const rejects = rejectsOf(found);
    const lines = rejects.map(({ line }) => line);
    if (lines.length > 0) await this.stage.query(`DELETE FROM ${STAGE} WHERE line = ANY($1)`, [lines]);
    return rejects;
  }
}
