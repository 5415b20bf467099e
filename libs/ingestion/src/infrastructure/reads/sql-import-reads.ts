import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DatasetRegistry } from '../../application/dataset-registry';
import {
  type DatasetView,
  ImportReads,
  type RejectFilter,
  type RejectKey,
  type RejectRow,
  type RunFilter,
  type Slice,
  type Sliced,
} from '../../application/import-reads';
import type { RunRow } from '../../application/run-row';
import { DatasetNotFound, RunNotFound } from '../../domain/absent.errors';
import { isRefreshed } from '../scheduling/refresh-switch';
import { datasetView, type StoredDataset } from './dataset-view';
import { runsAsJson } from './run-json';

const DATASETS = `SELECT row_to_json(t) AS json FROM (
  SELECT name, synthetic, generation, changed_at, checked_at, published_run_id AS published_run,
    (SELECT row_to_json(r) FROM (SELECT id, state, finished_at FROM import_run
      WHERE dataset = dataset.name AND NOT dry_run ORDER BY id DESC LIMIT 1) r) AS last_run,
    (SELECT json_object_agg(channel, json_build_object('enabled', enabled, 'next_due_at', next_due_at))
      FROM dataset_schedule s WHERE s.dataset = dataset.name) AS schedule
  FROM dataset WHERE name = ANY ($1)) t`;

const RUNS_MATCH = `($1::text IS NULL OR dataset = $1) AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR trigger = $3)`;

const REJECTS_MATCH = `run_id = $1 AND ($2::text IS NULL OR code = $2) AND ($3::text IS NULL OR field = $3)
  AND ($4::bigint IS NULL OR line = $4)`;

const REJECTS = `SELECT row_to_json(t) AS json FROM (
  SELECT line, ordinal, field, code, value, json_build_object('en', message_en, 'fr', message_fr) AS message, hint, resolved_by, cells
  FROM import_reject WHERE ${REJECTS_MATCH} AND (line, ordinal) > ($5::bigint, $6::bigint)
  ORDER BY line, ordinal LIMIT $7) t`;

const STREAM_PAGE = 500;

/** The ledger read with plain SQL that builds the JSON rows itself. */
@Injectable()
export class SqlImportReads extends ImportReads {
  constructor(
    private readonly database: Database,
    private readonly registry: DatasetRegistry,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  async datasets(): Promise<readonly DatasetView[]> {
    const datasets = [...this.registry.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = datasets.map(({ name }) => name);
    const stored = new Map((await this.json<StoredDataset>(DATASETS, [names])).map((row) => [row.name, row]));
    return datasets.map((dataset) =>
      datasetView(dataset, stored.get(dataset.name), isRefreshed(this.settings.env, dataset.name)),
    );
  }

  async dataset(name: string): Promise<DatasetView> {
    const dataset = this.registry.find(name);
    if (!dataset) {
      throw new DatasetNotFound(
        name,
        this.registry.all().map((known) => known.name),
      );
    }
    const [stored] = await this.json<StoredDataset>(DATASETS, [[name]]);
    return datasetView(dataset, stored, isRefreshed(this.settings.env, name));
  }

  async runs(filter: RunFilter, slice: Slice<number>): Promise<Sliced<RunRow>> {
    const match = [filter.dataset, filter.state, filter.trigger];
    const items = await this.json<RunRow>(
      runsAsJson(`WHERE ${RUNS_MATCH} AND ($4::bigint IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`),
      [...match, slice.after, slice.limit + 1],
    );
    return { ...cut(items, slice.limit), ...(await this.total('import_run', RUNS_MATCH, match, slice)) };
  }

  async run(id: number): Promise<RunRow> {
    const [row] = Number.isSafeInteger(id) ? await this.json<RunRow>(runsAsJson('WHERE id = $1'), [id]) : [];
    if (!row) throw new RunNotFound(id);
    return row;
  }

  async rejects(run: number, filter: RejectFilter, slice: Slice<RejectKey>): Promise<Sliced<RejectRow>> {
    await this.run(run);
    const match = [run, filter.code, filter.field, filter.line];
    const items = await this.rejectsAfter(match, slice.after, slice.limit + 1);
    return { ...cut(items, slice.limit), ...(await this.total('import_reject', REJECTS_MATCH, match, slice)) };
  }

  async *rejectStream(run: number, filter: RejectFilter = {}): AsyncIterable<RejectRow> {
    const match = [run, filter.code, filter.field, filter.line];
    let after: RejectRow | undefined;
    do {
      const page: readonly RejectRow[] = await this.rejectsAfter(match, after, STREAM_PAGE);
      yield* page;
      after = page.length === STREAM_PAGE ? page.at(-1) : undefined;
    } while (after);
  }

  async header(run: number): Promise<readonly string[]> {
    const { header } = (await this.run(run)).details;
    return Array.isArray(header) ? header.map(String) : [];
  }

  private rejectsAfter(match: unknown[], after: RejectKey | undefined, limit: number): Promise<RejectRow[]> {
    return this.json<RejectRow>(REJECTS, [...match, after?.line ?? -1, after?.ordinal ?? 0, limit]);
  }

  private async total(
    table: string,
    condition: string,
    match: unknown[],
    { total }: Slice<unknown>,
  ): Promise<{ total?: number }> {
    if (!total) return {};
    const { rows } = await this.database.query<{ n: string }>(
      `SELECT count(*) n FROM ${table} WHERE ${condition}`,
      match,
    );
    return { total: Number(rows[0]?.n ?? 0) };
  }

  private async json<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const { rows } = await this.database.query<{ json: T }>(sql, parameters);
    return rows.map((row) => row.json);
  }
}

/** One more than the limit was asked for, to know whether there is more. */
const cut = <T>(items: readonly T[], limit: number): Sliced<T> => ({
  items: items.slice(0, limit),
  hasMore: items.length > limit,
});
