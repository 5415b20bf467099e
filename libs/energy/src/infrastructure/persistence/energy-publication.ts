import {
  type Effect,
  Publication,
  REAL_ROWS,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import type { Eco2mixSurvey } from '../../application/import/eco2mix-survey';
import { publishCoverage } from './coverage';
import { foreseeMerge, merge, type MergeCounts } from './energy-merge';
import { withoutRepetitions } from './repeated-points';
import { reportStage } from './staged-report';

/** What a base holds, and of which kind: synthetic or real, never both. */
interface Stored {
  readonly synthetic: boolean;
  readonly points: number;
}

const STORED = `SELECT EXISTS (SELECT FROM load_coverage WHERE synthetic) AS synthetic,
  ((SELECT count(*) FROM load_point) + CASE WHEN EXISTS (SELECT FROM load_point) THEN 0
    ELSE (SELECT count(*) FROM mix_point) END)::int AS points`;

/** Loads, mixes and the spans of files, in one transaction; a point is replaced by one of its nature or a better one. */
export class EnergyPublication extends Publication {
  async settle(stage: StagingSession, run: StagedRun<Eco2mixSurvey>): Promise<Settlement> {
    const settlement = await withoutRepetitions(stage);
    await reportStage(stage, run);
    if (run.synthetic) {
      const { synthetic, points } = await stored(stage);
      run.details[REAL_ROWS] = synthetic ? 0 : points;
    }
    return settlement;
  }

  async foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const { synthetic, points } = await stored(stage);
    const replaces = synthetic && !run.synthetic;
    return told(run, await foreseeMerge(stage, replaces), replaces ? points : 0);
  }

  async publish(stage: StagingSession, run: StagedRun<Eco2mixSurvey>): Promise<Effect> {
    await stage.query('LOCK TABLE load_point, mix_point, load_coverage IN SHARE ROW EXCLUSIVE MODE');
    const removed = run.synthetic ? 0 : await withoutSynthetic(stage);
    const counts = await merge(stage, run);
    const spans = run.replay ? 0 : await publishCoverage(stage, run);
    return { ...told(run, counts, removed), changedOtherwise: spans > 0 };
  }
}

async function stored(stage: StagingSession): Promise<Stored> {
  const { rows } = await stage.query<Stored>(STORED);
  return rows[0] ?? { synthetic: false, points: 0 };
}

/** The first real file makes an end of everything that was generated. */
async function withoutSynthetic(stage: StagingSession): Promise<number> {
  if (!(await stored(stage)).synthetic) return 0;
  await stage.query('DELETE FROM load_coverage');
  await stage.query('DELETE FROM mix_point');
  return (await stage.query('DELETE FROM load_point')).rowCount;
}

/** `stored` is 0: what is removed is never a loss that a guard should watch. */
function told(run: StagedRun, { load, mix, ...counts }: MergeCounts, removed: number): Effect {
  Object.assign(run.details, { load, mix }, removed > 0 && { synthetic_removed: removed });
  return { ...counts, removed, stored: 0 };
}
