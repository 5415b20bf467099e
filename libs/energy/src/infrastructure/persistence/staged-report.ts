import type { StagedRun, StagingSession } from '@hexagone/ingestion';
import type { Eco2mixSurvey } from '../../application/import/eco2mix-survey';
import { SOURCE_COLUMNS, STORAGE_COLUMNS } from '../../domain/mix-columns';
import { writtenInParis } from '../../domain/paris-time';

/** What meets the load: sources, storage, exchanges with the neighbours. */
const SUPPLY = [...SOURCE_COLUMNS, ...STORAGE_COLUMNS, 'exchange_physical']
  .map((column) => `coalesce(${column}, 0)`)
  .join(' + ');

const REPORT = `
  SELECT count(*) FILTER (WHERE mod(extract(epoch FROM at)::bigint, 1800) = 0 AND mw IS NOT NULL)::int AS half_hours,
    count(*) FILTER (WHERE mod(extract(epoch FROM at)::bigint, 1800) <> 0 AND mw IS NOT NULL)::int AS quarters,
    extract(epoch FROM min(at) FILTER (WHERE mw IS NOT NULL))::float8 AS first_at,
    extract(epoch FROM max(at) FILTER (WHERE mw IS NOT NULL))::float8 AS last_at,
    count(*) FILTER (WHERE mixed AND mw IS NOT NULL)::int AS rows,
    count(*) FILTER (WHERE mixed AND abs(mw - (${SUPPLY})) <= 2)::int AS balance_within_2_mw,
    count(*) FILTER (WHERE mw IS NOT NULL AND abs(wind - (wind_onshore + wind_offshore)) <= 3)::int AS wind_within_3_mw
  FROM pg_temp.stage`;

interface Report {
  readonly half_hours: number;
  readonly quarters: number;
  readonly first_at: number | null;
  readonly last_at: number | null;
  readonly rows: number;
  readonly balance_within_2_mw: number;
  readonly wind_within_3_mw: number;
}

/** Figures of the file in `details`. The balance is a figure of quality, never a reason to reject. */
export async function reportStage(stage: StagingSession, run: StagedRun<Eco2mixSurvey>): Promise<void> {
  const [report] = (await stage.query<Report>(REPORT)).rows;
  if (!report) return;
  const { half_hours, quarters, first_at, last_at, ...quality } = report;
  Object.assign(run.details, {
    data_rows: run.counts.read - run.survey.footers,
    ...{ half_hours, quarters, first_at: written(first_at), last_at: written(last_at), quality },
    natures: [...run.survey.natures],
    ...(run.survey.natureInferred && { nature_inferred: true }),
  });
}

const written = (instant: number | null): string | null => (instant === null ? null : writtenInParis(instant));
