import type { RunDraft, Identity, LastRun, Lease, Queued, RejectLine, RunPatch, StoredValidators } from '../../application/run-ledger';
import { RunLedger } from '../../application/run-ledger';
import type { Scalar } from '../../application/record';
import type { RunRow } from '../../application/run-row';
import { leaseLost, neverStarted, ownerDied } from '../../domain/loss-problems';
import { statesBefore, UNDER_WAY } from '../../domain/import-run';
import { busy } from '../../domain/run-problems';
import { endOf } from '../../application/import-batch';
import { runsAsJson } from '../reads/run-json';
import { assignments } from './run-patch';

/** Anything that answers SQL: the pool of requests, or the second session of a run. */
export interface Asked {
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<{ rows: T[]; rowCount: number }>;
}

const IS_UNDER_WAY = `state IN ('fetching', 'staged', 'validated') AND finished_at IS NULL AND NOT dry_run`;
const QUEUED = 'one_run_queued_per_dataset';

/** The ledger in plain SQL, by the columns' own names. */
export class SqlRunLedger extends RunLedger {
  constructor(
    private readonly session: Asked,
    private readonly codeVersion: string,
  ) {
    super();
  }

  async reserve(): Promise<number> {
    const id = await this.one<{ id: string }>(`SELECT nextval(pg_get_serial_sequence('import_run', 'id')) AS id`);
    return Number(id?.id);
  }

  async request(draft: RunDraft): Promise<number> {
    await this.session.query('INSERT INTO dataset (name) VALUES ($1) ON CONFLICT DO NOTHING', [draft.dataset]);
    const { id, ...columns } = draft;
    const values = { ...columns, code_version: this.codeVersion, ...(id !== undefined && { id }) };
    const { sql, parameters } = insertion(values);
    try {
      const row = await this.one<{ id: string }>(sql, parameters);
      return Number(row?.id);
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== QUEUED) throw error;
      throw busy(draft.dataset, await this.inTheWay(draft.dataset));
    }
  }

  find(id: number): Promise<RunRow | null> {
    return this.run('WHERE id = $1', [id]);
  }

  inTheWay(dataset: string): Promise<RunRow | null> {
    return this.run(
      `WHERE dataset = $1 AND NOT dry_run AND ((${IS_UNDER_WAY}) OR state = 'requested') ORDER BY state = 'requested', id LIMIT 1`,
      [dataset],
    );
  }

  async waiting(): Promise<readonly Queued[]> {
    const { rows } = await this.session.query<{ id: string; dataset: string }>(
      `SELECT id, dataset FROM import_run WHERE state = 'requested'
         OR (state IN ('fetching', 'staged', 'validated') AND finished_at IS NULL AND lease_expires_at < clock_timestamp()) ORDER BY id`,
    );
    return rows.map(({ id, dataset }) => ({ id: Number(id), dataset }));
  }

  async endForgotten(): Promise<void> {
    await this.session.query(
      `UPDATE import_run SET state = 'aborted', finished_at = clock_timestamp(),
         problem = CASE state WHEN 'requested' THEN $1::jsonb ELSE $2::jsonb END
       WHERE (state = 'requested' AND requested_at < clock_timestamp() - interval '5 minutes')
          OR (dry_run AND finished_at IS NULL AND lease_expires_at < clock_timestamp())`,
      [JSON.stringify(endOf(neverStarted()).problem), JSON.stringify(endOf(ownerDied()).problem)],
    );
  }

  async requestAbort(id: number, ended: RunPatch): Promise<boolean> {
    const { rowCount } = await this.session.query(
      `UPDATE import_run SET abort_requested = true,
         state = CASE state WHEN 'requested' THEN 'aborted' ELSE state END,
         problem = CASE state WHEN 'requested' THEN $2::jsonb ELSE problem END,
         finished_at = CASE state WHEN 'requested' THEN clock_timestamp() ELSE finished_at END
       WHERE id = $1 AND finished_at IS NULL`,
      [id, JSON.stringify(ended.problem)],
    );
    return rowCount > 0;
  }

  async isEmpty(): Promise<boolean> {
    const row = await this.one<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM import_run) AS empty');
    return row?.empty ?? true;
  }

  async isPublished(dataset: string): Promise<boolean> {
    const row = await this.one<{ generation: string }>('SELECT generation FROM dataset WHERE name = $1', [dataset]);
    return Number(row?.generation ?? 0) > 0;
  }

  async record({ run, token }: Lease, patch: RunPatch): Promise<void> {
    const { sql, values } = assignments(patch, 4);
    const from = patch.state === undefined ? UNDER_WAY : statesBefore(patch.state);
    const { rowCount } = await this.session.query(
      `UPDATE import_run SET ${sql} WHERE id = $1 AND lease_token = $2 AND state = ANY ($3) AND finished_at IS NULL`,
      [run, token, from, ...values],
    );
    if (rowCount === 0) throw leaseLost();
    if (patch.state === 'unchanged') await this.checked(run);
  }

  async beat({ run, token }: Lease, seconds: number, progress: object): Promise<{ readonly abort: boolean } | null> {
    const row = await this.one<{ abort: boolean }>(
      `UPDATE import_run SET lease_expires_at = clock_timestamp() + make_interval(secs => $3), progress = $4
       WHERE id = $1 AND lease_token = $2 AND finished_at IS NULL RETURNING abort_requested AS abort`,
      [run, token, seconds, JSON.stringify(progress)],
    );
    return row ?? null;
  }

  /** The last run that published or confirmed this dataset's part, if it did this very work. */
  findSame({ dataset, part, options, content_sha256, contract, code_version }: Identity): Promise<RunRow | null> {
    return this.run(
      `WHERE id = (SELECT id FROM import_run WHERE dataset = $1 AND part = $2 AND options = $3::jsonb AND contract = $5 AND code_version = $6
           AND content_sha256 = decode($4, 'hex') AND state IN ('published', 'unchanged') AND same_as_run IS NULL
           AND replay_of IS NULL ORDER BY id DESC LIMIT 1)
         AND generation = (SELECT generation FROM dataset WHERE name = $1)`,
      [dataset, part, JSON.stringify(options), content_sha256, contract, code_version],
    );
  }

  async findLast(dataset: string, part: string, scope: string): Promise<LastRun | null> {
    const row = await this.one<{ taken: string; profile: LastRun['profile'] }>(
      `SELECT inserted + updated + unchanged + duplicates AS taken, profile FROM import_run
       WHERE dataset = $1 AND part = $2 AND scope = $3 AND state IN ('published', 'unchanged') AND replay_of IS NULL
       ORDER BY id DESC LIMIT 1`,
      [dataset, part, scope],
    );
    return row ? { taken: Number(row.taken), profile: row.profile } : null;
  }

  async validators(dataset: string, url: string): Promise<StoredValidators | null> {
    const row = await this.one<{ known: StoredValidators | null }>('SELECT validators -> $2 AS known FROM dataset WHERE name = $1', [
      dataset,
      url,
    ]);
    return row?.known ?? null;
  }

  async addRejects(run: number, rejects: readonly RejectLine[]): Promise<void> {
    const lines = rejects.map(({ message, ...reject }) => ({ ...reject, message_fr: message.fr, message_en: message.en }));
    await this.session.query(
      `INSERT INTO import_reject (run_id, line, ordinal, field, code, value, params, message_fr, message_en, hint, cells)
       SELECT $1, line, ordinal, field, code, value, params, message_fr, message_en, hint,
         CASE WHEN jsonb_typeof(cells) = 'array' AND pg_column_size(cells) <= 8192 THEN cells END
       FROM jsonb_to_recordset($2::jsonb) AS r (line bigint, ordinal smallint, field text, code text, value text, params jsonb,
         message_fr text, message_en text, hint text, cells jsonb)
       ON CONFLICT DO NOTHING`,
      [run, JSON.stringify(lines)],
    );
  }

  async clearRejects(run: number): Promise<void> {
    await this.session.query('DELETE FROM import_reject WHERE run_id = $1', [run]);
  }

  async unresolved(run: number): Promise<readonly { readonly line: number; readonly cells: readonly Scalar[] }[]> {
    const { rows } = await this.session.query<{ line: string; cells: readonly Scalar[] }>(
      `SELECT line, cells FROM import_reject WHERE run_id = $1 AND ordinal = 1 AND cells IS NOT NULL AND resolved_by IS NULL ORDER BY line`,
      [run],
    );
    return rows.map(({ line, cells }) => ({ line: Number(line), cells }));
  }

  async keptFiles(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.session.query<{ dataset: string; files: readonly string[] }>(
      `SELECT dataset, array_agg(sha ORDER BY last DESC) AS files FROM (
         SELECT dataset, encode(sha256, 'hex') AS sha, max(id) AS last, row_number() OVER (PARTITION BY dataset ORDER BY max(id) DESC) AS rank
         FROM import_run WHERE sha256 IS NOT NULL AND (state = 'published' OR finished_at IS NULL) GROUP BY dataset, sha256) f
       WHERE rank <= 5 GROUP BY dataset`,
    );
    return new Map(rows.map(({ dataset, files }) => [dataset, files]));
  }

  private async checked(run: number): Promise<void> {
    await this.session.query(
      `UPDATE dataset SET checked_at = clock_timestamp() WHERE name = (SELECT dataset FROM import_run WHERE id = $1)`,
      [run],
    );
    await this.session.query(
      `UPDATE import_run SET generation = (SELECT generation FROM dataset WHERE name = import_run.dataset) WHERE id = $1`,
      [run],
    );
  }

  private async one<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.session.query<T>(sql, parameters)).rows[0];
  }

  private async run(condition: string, parameters: readonly unknown[]): Promise<RunRow | null> {
    return (await this.one<{ json: RunRow }>(runsAsJson(condition), parameters))?.json ?? null;
  }
}

function insertion(columns: Readonly<Record<string, unknown>>): { sql: string; parameters: unknown[] } {
  const { sha256, id, ...plain } = columns;
  const { sql, values } = assignments(plain as RunPatch, 1);
  const names = [...sql.matchAll(/(?:^|, )(\w+) = /g)].map(([, name]) => name);
  const places = names.map((_, i) => `$${i + 1}`);
  const parameters = [...values];
  if (typeof sha256 === 'string') {
    names.push('sha256');
    places.push(`decode($${parameters.push(sha256)}, 'hex')`);
  }
  if (id !== undefined) {
    names.push('id');
    places.push(`$${parameters.push(id)}`);
  }
  const overriding = id === undefined ? '' : 'OVERRIDING SYSTEM VALUE';
  return { sql: `INSERT INTO import_run (${names.join(', ')}) ${overriding} VALUES (${places.join(', ')}) RETURNING id`, parameters };
}
