import type { StagedRun, StagingSession } from '@hexagone/ingestion';

/** What a table must hold: the rows of a relation, by key. */
export interface TableMerge {
  readonly table: string;
  /** A relation with the columns below: a name, or a query in parentheses. `$1` is the run, `$2` … the parameters. */
  readonly from: string;
  readonly parameters?: readonly unknown[];
  readonly key: readonly string[];
  readonly values: readonly string[];
  /** Written with a row that is new or changes, never a reason to change it: column → SQL over the row `s`. */
  readonly stamps?: Readonly<Record<string, string>>;
  /** Written with a row that is new only: column → SQL over `s`. */
  readonly births?: Readonly<Record<string, string>>;
  /** Written with a row that changes only: column → SQL over the stored row `t` and `s`. */
  readonly steps?: Readonly<Record<string, string>>;
  /** Which absent rows go, as a condition over `t`. Default: all. */
  readonly absent?: string;
}

export interface MergeCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly removed: number;
  readonly stored: number;
}

/** Lineage of a row that one line of a file makes. */
export const LINEAGE = { run_id: '$1::bigint', source_line: 's.line' } as const;

const list = (columns: readonly string[], of: string): string => columns.map((column) => `${of}.${column}`).join(', ');
const sameKey = ({ key }: TableMerge): string => key.map((column) => `t.${column} = s.${column}`).join(' AND ');
const differs = ({ values }: TableMerge): string =>
  values.length === 0 ? 'false' : `(${list(values, 't')}) IS DISTINCT FROM (${list(values, 's')})`;
const isAbsent = (merge: TableMerge): string =>
  `${merge.absent ?? 'true'} AND NOT EXISTS (SELECT FROM ${merge.from} s WHERE ${sameKey(merge)})`;
// A parameter that a statement does not name has no type, and is refused.
const OF_RUN = '$1::bigint IS NOT NULL';

/** Brings a table in line with a relation, set by set; rows that do not differ are not touched. In a transaction. */
export async function merge(session: StagingSession, wanted: TableMerge, run: StagedRun): Promise<MergeCounts> {
  const merge = await computedOnce(session, wanted, run);
  const write = async (sql: string): Promise<number> => (await session.query(sql, [run.id])).rowCount;
  const stored = await countStored(session, merge);
  const removed = run.replay ? 0 : await write(`DELETE FROM ${merge.table} t WHERE ${OF_RUN} AND ${isAbsent(merge)}`);
  const updated = await write(updateOf(merge));
  const inserted = await write(insertOf(merge));
  return { inserted, updated, removed, stored };
}

/** What `merge` would do, without doing it. */
export async function foreseeMerge(session: StagingSession, merge: TableMerge, run: StagedRun): Promise<MergeCounts> {
  const removed = run.replay
    ? '0'
    : `(SELECT count(*)::int FROM ${merge.table} t WHERE ${OF_RUN} AND ${isAbsent(merge)})`;
  const { rows } = await session.query<{ inserted: number; updated: number; removed: number }>(
    `SELECT count(*) FILTER (WHERE t.${merge.key[0]} IS NULL)::int AS inserted,
       count(*) FILTER (WHERE t.${merge.key[0]} IS NOT NULL AND ${differs(merge)})::int AS updated, ${removed} AS removed
     FROM ${merge.from} s LEFT JOIN ${merge.table} t ON ${sameKey(merge)} WHERE ${OF_RUN}`,
    [run.id, ...(merge.parameters ?? [])],
  );
  return { inserted: 0, updated: 0, removed: 0, ...rows[0], stored: await countStored(session, merge) };
}

export const changedAnything = ({ inserted, updated, removed }: MergeCounts): boolean =>
  inserted + updated + removed > 0;

/** A query is asked once, not once per statement, and its result has statistics. */
async function computedOnce(session: StagingSession, merge: TableMerge, run: StagedRun): Promise<TableMerge> {
  if (!merge.from.startsWith('(')) return merge;
  await session.query('DROP TABLE IF EXISTS pg_temp.merging');
  await session.query(`CREATE TEMP TABLE merging ON COMMIT DROP AS SELECT * FROM ${merge.from} q WHERE ${OF_RUN}`, [
    run.id,
    ...(merge.parameters ?? []),
  ]);
  await session.query(`ANALYZE pg_temp.merging (${merge.key.join(', ')})`);
  return { ...merge, from: 'pg_temp.merging' };
}

async function countStored(session: StagingSession, { table, absent = 'true' }: TableMerge): Promise<number> {
  const { rows } = await session.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} t WHERE ${absent}`);
  return rows[0]?.n ?? 0;
}

function updateOf(merge: TableMerge): string {
  const copied = merge.values.map((column) => [column, `s.${column}`] as const);
  const set = [...copied, ...Object.entries({ ...merge.stamps, ...merge.steps })].map(
    ([column, sql]) => `${column} = ${sql}`,
  );
  return `UPDATE ${merge.table} t SET ${set.join(', ')} FROM ${merge.from} s WHERE ${OF_RUN} AND ${sameKey(merge)} AND ${differs(merge)}`;
}

function insertOf(merge: TableMerge): string {
  const columns = [...merge.key, ...merge.values];
  const more = Object.entries({ ...merge.stamps, ...merge.births });
  const names = [...columns, ...more.map(([column]) => column)].join(', ');
  const values = [list(columns, 's'), ...more.map(([, sql]) => sql)].join(', ');
  const unknown = `NOT EXISTS (SELECT FROM ${merge.table} t WHERE ${sameKey(merge)})`;
  return `INSERT INTO ${merge.table} (${names}) SELECT ${values} FROM ${merge.from} s WHERE ${OF_RUN} AND ${unknown}`;
}
