import type { Effect, StagedRun, StagingSession } from '@hexagone/ingestion';
import { MIX_COLUMNS } from '../../domain/mix-columns';

const STAGE = 'pg_temp.stage';

/** What became of the points of one kind. `superseded`: a better nature is stored; the point stays as it is. */
interface PointCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly superseded: number;
}

export interface MergeCounts extends Pick<Effect, 'inserted' | 'updated' | 'unchanged'> {
  readonly load: PointCounts;
  readonly mix: PointCounts;
}

interface PointTable {
  readonly table: string;
  /** Which staged rows hold such a point. */
  readonly present: string;
  readonly values: readonly string[];
}

const LOAD: PointTable = { table: 'load_point', present: 's.mw IS NOT NULL', values: ['mw'] };
const MIX: PointTable = { table: 'mix_point', present: 's.mixed', values: MIX_COLUMNS };

const OUTCOMES = ['inserted', 'updated', 'unchanged', 'superseded'] as const;

const row = (of: string, { values }: PointTable): string =>
  [...values, 'nature'].map((column) => `${of}.${column}`).join(', ');

/** The best nature stays; at equal nature the last run wins. */
const outcome = (point: PointTable, t: string): string =>
  `CASE WHEN NOT (${point.present}) THEN NULL WHEN ${t}.at IS NULL THEN 'inserted'
     WHEN s.nature < ${t}.nature THEN 'superseded'
     WHEN (${row('s', point)}) IS DISTINCT FROM (${row(t, point)}) THEN 'updated' ELSE 'unchanged' END`;

/** Outcomes of each staged row; where `$1`, as if nothing were stored. */
const CLASSIFIED = `
  SELECT s.line, ${outcome(LOAD, 'l')} AS load, ${outcome(MIX, 'm')} AS mix FROM ${STAGE} s
  LEFT JOIN load_point l ON NOT $1::boolean AND l.area_id = s.area_id AND l.at = s.at
  LEFT JOIN mix_point m ON NOT $1::boolean AND m.area_id = s.area_id AND m.at = s.at`;

const counts = (kind: string): string =>
  `jsonb_build_object(${OUTCOMES.map((one) => `'${one}', count(*) FILTER (WHERE ${kind} = '${one}')`).join(', ')})`;

const COUNTED = `
  SELECT count(*) FILTER (WHERE 'inserted' IN (load, mix))::int AS inserted,
    count(*) FILTER (WHERE 'updated' IN (load, mix) AND 'inserted' NOT IN (coalesce(load, ''), coalesce(mix, '')))::int AS updated,
    count(*)::int AS staged, ${counts('load')} AS load, ${counts('mix')} AS mix`;

export const foreseeMerge = (stage: StagingSession, replaces: boolean): Promise<MergeCounts> =>
  counted(stage, `${COUNTED} FROM (${CLASSIFIED}) classified`, [replaces]);

/** In the publishing transaction, the tables locked. Writes nothing where nothing differs. */
export async function merge(stage: StagingSession, { id }: StagedRun): Promise<MergeCounts> {
  await stage.query(`CREATE TEMP TABLE classified ON COMMIT DROP AS ${CLASSIFIED.replaceAll('$1', 'false')}`);
  const total = await counted(stage, `${COUNTED} FROM classified`);
  for (const [kind, point] of [['load', LOAD] as const, ['mix', MIX] as const]) {
    if (total[kind].updated > 0) await stage.query(updateOf(kind, point), [id]);
    if (total[kind].inserted > 0) await stage.query(insertOf(kind, point), [id]);
  }
  return total;
}

const staged = (kind: string, wanted: string): string =>
  `${STAGE} s JOIN classified c ON c.line = s.line AND c.${kind} = '${wanted}'`;

function updateOf(kind: string, { table, values }: PointTable): string {
  const set = [...values, 'nature'].map((column) => `${column} = s.${column}`).join(', ');
  return `UPDATE ${table} t SET ${set}, run_id = $1 FROM ${staged(kind, 'updated')}
    WHERE t.area_id = s.area_id AND t.at = s.at`;
}

function insertOf(kind: string, { table, values }: PointTable): string {
  const columns = ['area_id', 'at', 'nature', ...values];
  return `INSERT INTO ${table} (${columns.join(', ')}, run_id)
    SELECT ${columns.map((column) => `s.${column}`).join(', ')}, $1 FROM ${staged(kind, 'inserted')} ORDER BY s.area_id, s.at`;
}

interface Counted extends Omit<MergeCounts, 'unchanged'> {
  readonly staged: number;
}

async function counted(stage: StagingSession, sql: string, parameters: readonly unknown[] = []): Promise<MergeCounts> {
  const [found] = (await stage.query<Counted>(sql, parameters)).rows;
  if (!found) throw new Error('A count answers no row');
  const { staged: all, ...rest } = found;
  return { ...rest, unchanged: all - rest.inserted - rest.updated };
}
