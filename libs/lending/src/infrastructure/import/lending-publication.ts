import {
  type Effect,
  mergeInto,
  Publication,
  REAL_ROWS,
  refuseBesideReal,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import { recordQuality } from '../persistence/quality-counts';

const STAGE = 'pg_temp.stage';
const TABLES = { opportunities: 'opportunity', proposals: 'proposal', banks: 'bank' } as const;

export interface LendingTable {
  readonly table: (typeof TABLES)[keyof typeof TABLES];
  /** All but the id and what the spine writes. */
  readonly values: readonly string[];
  /** The staged column that says whose data it is, if erasures concern it. */
  readonly subject?: string;
  /** Completes the stage, before it is compared with the table. */
  readonly complete?: (stage: StagingSession) => Promise<void>;
}

/** Rows of one file; nothing that was erased comes back, and the first real file makes an end of what was generated. */
export class LendingPublication extends Publication {
  private readonly keeping: Publication;
  private readonly replacing: Publication;

  constructor(private readonly target: LendingTable) {
    super();
    const merge = { table: target.table, key: ['id'], values: [...target.values, 'synthetic'] };
    this.keeping = mergeInto(merge);
    this.replacing = mergeInto({ ...merge, whenAbsent: 'delete' });
  }

  async settle(stage: StagingSession, run: StagedRun): Promise<Settlement> {
    const erased = await this.withoutErased(stage);
    await stage.query(`ALTER TABLE ${STAGE} ADD COLUMN synthetic boolean NOT NULL DEFAULT ${String(run.synthetic)}`);
    await this.target.complete?.(stage);
    if (run.synthetic) run.details[REAL_ROWS] = await realRows(stage);
    const settled = await this.keeping.settle(stage, run);
    return { ...settled, skipped: { ...settled.skipped, ...(erased > 0 && { erased }) } };
  }

  async foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const foreseen = await this.mergeOf(run).foresee(stage, run);
    if (run.synthetic || !(await isSynthetic(stage))) return foreseen;
    const { inserted, updated, unchanged } = foreseen;
    return { ...foreseen, inserted: inserted + updated + unchanged, updated: 0, unchanged: 0, removed: 0, stored: 0 };
  }

  async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    await stage.query(`LOCK TABLE ${Object.values(TABLES).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
    await (run.synthetic ? withoutReal(stage, run) : withoutSynthetic(stage, run));
    const merged = await this.mergeOf(run).publish(stage, run);
    const erased = await this.erasedMeanwhile(stage);
    if (erased > 0) run.details['erased_meanwhile'] = erased;
    const effect = { ...merged, removed: merged.removed + erased };
    if (effect.inserted + effect.updated + effect.removed > 0) await recordQuality(stage, run.id);
    return effect;
  }

  private mergeOf(run: StagedRun): Publication {
    return run.options['replace'] === true ? this.replacing : this.keeping;
  }

  private async withoutErased(stage: StagingSession): Promise<number> {
    const { subject } = this.target;
    if (subject === undefined) return 0;
    const erased = `DELETE FROM ${STAGE} s USING lending_erasure e WHERE e.opportunity_id = s.${subject}`;
    return (await stage.query(erased)).rowCount;
  }

  /** Erasures made since the stage was settled: none comes after the lock. */
  private async erasedMeanwhile(stage: StagingSession): Promise<number> {
    const { subject, table } = this.target;
    if (subject === undefined) return 0;
    const erased = `DELETE FROM ${table} t USING lending_erasure e WHERE e.opportunity_id = t.${subject}`;
    return (await stage.query(erased)).rowCount;
  }
}

async function isSynthetic(stage: StagingSession): Promise<boolean> {
  const any = Object.values(TABLES).map((table) => `EXISTS (SELECT FROM ${table} WHERE synthetic)`);
  const { rows } = await stage.query<{ synthetic: boolean }>(`SELECT ${any.join(' OR ')} AS synthetic`);
  return rows[0]?.synthetic ?? false;
}

async function realRows(stage: StagingSession): Promise<number> {
  const counts = Object.values(TABLES).map((table) => `(SELECT count(*) FROM ${table} WHERE NOT synthetic)`);
  const { rows } = await stage.query<{ rows: string }>(`SELECT ${counts.join(' + ')} AS rows`);
  return Number(rows[0]?.rows ?? 0);
}

async function withoutReal(stage: StagingSession, run: StagedRun): Promise<void> {
  run.details[REAL_ROWS] = await realRows(stage);
  refuseBesideReal(run);
}

async function withoutSynthetic(stage: StagingSession, run: StagedRun): Promise<void> {
  if (!(await isSynthetic(stage))) return;
  const removed: Record<string, number> = {};
  for (const [dataset, table] of Object.entries(TABLES))
    removed[dataset] = (await stage.query(`DELETE FROM ${table} WHERE synthetic`)).rowCount;
  run.details['synthetic_removed'] = removed;
}
