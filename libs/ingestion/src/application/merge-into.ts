import {
  type Effect,
  type LateReject,
  Publication,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from './publication';

export interface MergeTarget {
  /** The table, with its schema if it has one. It has `run_id` and `source_line`. */
  readonly table: string;
  /** Columns of the stage and of the table that identify a row; never null. */
  readonly key: readonly string[];
  /** The other columns. */
  readonly values: readonly string[];
  /** Default `keep`. `delete`: what the file no longer holds goes. */
  readonly whenAbsent?: 'keep' | 'delete';
  /** Which line of a key stays. Default `first`. */
  readonly stays?: 'first' | 'last';
  /** Another line of a key with other values: `rejected` (default), or `counted` as a duplicate. */
  readonly conflicts?: 'rejected' | 'counted';
}

/** The ready-made publication: one staged row is one row of one table. */
export const mergeInto = (target: MergeTarget): Publication => new Merge(target);

const STAGE = 'pg_temp.stage';

class Merge extends Publication {
  private readonly names: { readonly key: string; readonly all: readonly string[] };

  constructor(private readonly target: MergeTarget) {
    super();
    this.names = { key: target.key.map(quoted).join(', '), all: [...target.key, ...target.values].map(quoted) };
  }

  async settle(stage: StagingSession): Promise<Settlement> {
    const { stays = 'first', conflicts = 'rejected' } = this.target;
    const kept = stays === 'first' ? 'min' : 'max';
    await stage.query('DROP TABLE IF EXISTS pg_temp.repeated');
    const repeated = await stage.query(
      `CREATE TEMP TABLE repeated AS
         SELECT ${this.names.key}, ${kept}(line) AS kept_line FROM ${STAGE} GROUP BY ${this.names.key} HAVING count(*) > 1`,
    );
    const rows =
      repeated.rowCount === 0 ? [] : await this.apart(stage, conflicts === 'counted' ? 'true' : this.same('g', 'k'));
    const rejected = rows.filter(isConflict).map(conflict);
    const duplicates = rows.reduce((sum, { line, records }) => (line === null ? sum + Number(records) : sum), 0);
    return { duplicates, rejected, skipped: {} };
  }

  /** Takes the repetitions out of the stage; those that are no contradiction are only counted. */
  private async apart(stage: StagingSession, isSame: string): Promise<Repetition[]> {
    const { rows } = await stage.query<Repetition>(
      `WITH gone AS (DELETE FROM ${STAGE} s USING repeated r WHERE ${this.matching('s', 'r')} AND s.line <> r.kept_line
           RETURNING s.*, r.kept_line),
         judged AS (SELECT g.line, g.kept_line, ${isSame} AS same FROM gone g
           JOIN ${STAGE} k ON ${this.matching('k', 'g')} AND k.line = g.kept_line)
       SELECT NULL AS line, NULL AS kept_line, count(*) AS records FROM judged WHERE same
       UNION ALL SELECT line, kept_line, 1 FROM judged WHERE NOT same ORDER BY line`,
    );
    return rows;
  }

  async foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const { table } = this.target;
    const gone = this.removes(run)
      ? `(SELECT count(*) FROM ${table} t WHERE NOT EXISTS (SELECT FROM ${STAGE} s WHERE ${this.matching('t', 's')}))`
      : '0';
    const { rows } = await stage.query<Readonly<Record<string, string>>>(
      `SELECT count(*) FILTER (WHERE t.run_id IS NULL) AS inserted,
         count(*) FILTER (WHERE t.run_id IS NOT NULL AND NOT (${this.same('s', 't')})) AS updated, count(*) AS staged,
         ${gone} AS removed, ${this.stored(run)} AS stored
       FROM ${STAGE} s LEFT JOIN ${table} t ON ${this.matching('t', 's')}`,
    );
    const count = (name: string): number => Number(rows[0]?.[name] ?? 0);
    const [inserted, updated] = [count('inserted'), count('updated')];
    return {
      inserted,
      updated,
      unchanged: count('staged') - inserted - updated,
      removed: count('removed'),
      stored: count('stored'),
    };
  }

  async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const { table, values } = this.target;
    await stage.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
    const counted = await stage.query<{ staged: string; stored: string }>(
      `SELECT count(*) AS staged, ${this.stored(run)} AS stored FROM ${STAGE}`,
    );
    const sets = [
      ...values.map((name) => `${quoted(name)} = s.${quoted(name)}`),
      'run_id = $1',
      'source_line = s.line',
    ];
    const update = `UPDATE ${table} t SET ${sets.join(', ')} FROM ${STAGE} s WHERE ${this.matching('t', 's')} AND NOT (${this.same('s', 't')})`;
    const updated = values.length === 0 ? 0 : (await stage.query(update, [run.id])).rowCount;
    const columns = this.names.all;
    const inserted = await stage.query(
      `INSERT INTO ${table} (${columns.join(', ')}, run_id, source_line)
       SELECT ${columns.map((name) => `s.${name}`).join(', ')}, $1, s.line FROM ${STAGE} s
       WHERE NOT EXISTS (SELECT FROM ${table} t WHERE ${this.matching('t', 's')})`,
      [run.id],
    );
    const absent = `DELETE FROM ${table} t WHERE NOT EXISTS (SELECT FROM ${STAGE} s WHERE ${this.matching('t', 's')})`;
    const removed = this.removes(run) ? (await stage.query(absent)).rowCount : 0;
    const { staged = '0', stored = '0' } = counted.rows[0] ?? {};
    const unchanged = Number(staged) - inserted.rowCount - updated;
    return { inserted: inserted.rowCount, updated, unchanged, removed, stored: Number(stored) };
  }

  private removes({ replay }: StagedRun): boolean {
    return this.target.whenAbsent === 'delete' && !replay;
  }

  /** Only of interest where rows may go. */
  private stored(run: StagedRun): string {
    return this.removes(run) ? `(SELECT count(*) FROM ${this.target.table})` : '0';
  }

  private matching(a: string, b: string): string {
    return this.target.key.map((name) => `${a}.${quoted(name)} = ${b}.${quoted(name)}`).join(' AND ');
  }

  private same(a: string, b: string): string {
    const { values } = this.target;
    if (values.length === 0) return 'true';
    const row = (of: string): string => values.map((name) => `${of}.${quoted(name)}`).join(', ');
    return `(${row(a)}) IS NOT DISTINCT FROM (${row(b)})`;
  }
}

const quoted = (name: string): string => `"${name}"`;

interface Repetition {
  /** Null: the count of those that only repeat. */
  readonly line: string | null;
  readonly kept_line: string | null;
  readonly records: string;
}

const isConflict = ({ line }: Repetition): boolean => line !== null;

const conflict = ({ line, kept_line }: Repetition): LateReject => ({
  line: Number(line),
  faults: [{ code: 'conflicting_duplicate', params: { kept_line: Number(kept_line) } }],
});
