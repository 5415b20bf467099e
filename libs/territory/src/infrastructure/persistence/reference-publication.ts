import {
  type Effect,
  type LateReject,
  mergeInto,
  Publication,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import { derive, type Derived, lockTerritory } from './derived/derivation';
import { foreseeMerge, merge, type MergeCounts, type TableMerge } from './table-merge';

export interface ReferencePlan {
  /** What identifies a staged row. */
  readonly key: readonly string[];
  readonly values: readonly string[];
  /** Each staged row goes to one of these tables. */
  readonly merges: readonly TableMerge[];
  /** Staged columns that name a row of another table. */
  readonly references?: readonly { readonly column: string; readonly table: string }[];
  /** What the report tells beside the counts. */
  readonly tell?: (session: StagingSession, run: StagedRun) => Promise<void>;
  readonly derives?: readonly Derived[];
}

/** A file of the reference becomes its tables, then everything that follows from them. */
export class ReferencePublication extends Publication {
  constructor(private readonly plan: ReferencePlan) {
    super();
  }

  async settle(session: StagingSession, run: StagedRun): Promise<Settlement> {
    const { key, values, references = [], tell } = this.plan;
    const strangers: LateReject[] = [];
    for (const { column, table } of references) strangers.push(...(await withoutReference(session, column, table)));
    const settled = await mergeInto({ table: 'stage', key, values }).settle(session, run);
    await tell?.(session, run);
    return { ...settled, rejected: [...strangers, ...settled.rejected] };
  }

  async foresee(session: StagingSession, run: StagedRun): Promise<Effect> {
    const counts: MergeCounts[] = [];
    for (const table of this.plan.merges) counts.push(await foreseeMerge(session, table, run));
    return total(counts, await stagedRows(session));
  }

  async publish(session: StagingSession, run: StagedRun): Promise<Effect> {
    const { merges, derives = [] } = this.plan;
    await lockTerritory(session);
    const counts: MergeCounts[] = [];
    for (const table of merges) counts.push(await merge(session, table, run));
    const changedOtherwise = await derive(session, run, derives);
    return { ...total(counts, await stagedRows(session)), changedOtherwise };
  }
}

async function withoutReference(session: StagingSession, column: string, table: string): Promise<LateReject[]> {
  const { rows } = await session.query<{ line: string; value: string }>(
    `DELETE FROM stage s WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.code = s.${column})
     RETURNING s.line, s.${column} AS value`,
  );
  return rows.map(({ line, value }) => ({
    line: Number(line),
    faults: [{ field: column, code: 'unknown_reference', value }],
  }));
}

export async function stagedRows(session: StagingSession): Promise<number> {
  const { rows } = await session.query<{ n: number }>('SELECT count(*)::int AS n FROM stage');
  return rows[0]?.n ?? 0;
}

function total(counts: readonly MergeCounts[], staged: number): Effect {
  const sum = (of: keyof MergeCounts): number => counts.reduce((all, one) => all + one[of], 0);
  const [inserted, updated] = [sum('inserted'), sum('updated')];
  return { inserted, updated, unchanged: staged - inserted - updated, removed: sum('removed'), stored: sum('stored') };
}
