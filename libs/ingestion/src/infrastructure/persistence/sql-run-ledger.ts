import type { Dataset } from '../../application/dataset';
import { problemOf } from '../../application/run-end';
import {
  type Identity,
  type KeptRecord,
  type LastRun,
  type Lease,
  type Queued,
  type RejectLine,
  type RunDraft,
  RunLedger,
  type RunPatch,
  type StoredValidators,
} from '../../application/run-ledger';
import type { Answer } from '../../application/publication';
import type { RunRow } from '../../application/run-row';
import { isOver, statesBefore, UNDER_WAY } from '../../domain/import-run';
import { ImportAborted, leaseLost, neverStarted, ownerDied } from '../../domain/loss-problems';
import { busy } from '../../domain/run-problems';
import { runsAsJson } from '../reads/run-json';
import * as sql from './ledger-sql';
import { columnsOf, storableJson } from './run-columns';

/** Anything that answers SQL: the pool of requests, or a session of a run. */
export interface Asked {
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<Answer<T>>;
}

/** The ledger in plain SQL, by the columns' own names. */
export class SqlRunLedger extends RunLedger {
  constructor(
    private readonly session: Asked,
    private readonly codeVersion: string,
  ) {
    super();
  }

  async reserve(): Promise<number> {
    const row = await this.one<{ id: string }>(sql.RESERVE);
    return Number(row?.id);
  }

  async request(draft: RunDraft): Promise<number> {
    await this.session.query(sql.KNOWN_DATASET, [draft.dataset]);
    const { names, json } = columnsOf({ ...draft, id: draft.id ?? (await this.reserve()) });
    const row = await this.one<{ id: string }>(sql.request(names), [json, this.codeVersion]);
    if (!row) throw busy(draft.dataset, await this.inTheWay(draft.dataset));
    return Number(row.id);
  }

  find(id: number): Promise<RunRow | null> {
    return this.run('WHERE id = $1', [id]);
  }

  inTheWay(dataset: string): Promise<RunRow | null> {
    return this.run(sql.IN_THE_WAY, [dataset]);
  }

  async waiting(): Promise<readonly Queued[]> {
    const { rows } = await this.session.query<{ id: string; dataset: string }>(sql.WAITING);
    return rows.map(({ id, dataset }) => ({ id: Number(id), dataset }));
  }

  async endForgotten(): Promise<void> {
    const problems = [neverStarted(), ownerDied()].map((failure) => storableJson(problemOf(failure)));
    await this.session.query(sql.END_FORGOTTEN, problems);
  }

  async requestAbort(id: number): Promise<boolean> {
    const { rowCount } = await this.session.query(sql.ABORT, [id, storableJson(problemOf(new ImportAborted()))]);
    return rowCount > 0;
  }

  async isFirstStart(): Promise<boolean> {
    const { rowCount } = await this.session.query(`SELECT FROM import_run WHERE trigger <> 'start' LIMIT 1`);
    return rowCount === 0;
  }

  async isPublished(dataset: string): Promise<boolean> {
    const { rowCount } = await this.session.query('SELECT FROM dataset WHERE name = $1 AND generation > 0', [dataset]);
    return rowCount > 0;
  }

  async record({ run, token }: Lease, patch: RunPatch): Promise<void> {
    const { names, json } = columnsOf(patch);
    const from = patch.state === undefined ? UNDER_WAY : statesBefore(patch.state);
    const over = patch.state !== undefined && isOver(patch.state, false);
    const { rowCount } = await this.session.query(sql.record(names), [run, token, from, over, json]);
    if (rowCount === 0) throw leaseLost();
    if (patch.state === 'unchanged') await this.session.query(sql.CHECKED, [run]);
  }

  async beat({ run, token }: Lease, seconds: number, progress: object): Promise<{ readonly abort: boolean } | null> {
    const parameters = [run, token, seconds, JSON.stringify(progress)];
    return (await this.one<{ abort: boolean }>(sql.BEAT, parameters)) ?? null;
  }

  findSame(identity: Identity): Promise<RunRow | null> {
    const { dataset, part, options, content_sha256, contract, code_version, disjoint } = identity;
    const parameters = [dataset, part, JSON.stringify(options), content_sha256, contract, code_version, disjoint];
    return this.run(sql.SAME, parameters);
  }

  async findLast(dataset: string, part: string, scope: string): Promise<LastRun | null> {
    const row = await this.one<{ taken: string; profile: LastRun['profile'] }>(sql.LAST, [dataset, part, scope]);
    return row ? { taken: Number(row.taken), profile: row.profile } : null;
  }

  async validators(
    { name, disjointScopes }: Pick<Dataset, 'name' | 'disjointScopes'>,
    url: string,
  ): Promise<StoredValidators | null> {
    const parameters = [name, url, this.codeVersion, disjointScopes];
    const row = await this.one<{ known: StoredValidators }>(sql.VALIDATORS, parameters);
    return row?.known ?? null;
  }

  async cursor(dataset: string, reader: string): Promise<unknown> {
    const row = await this.one<{ cursor: unknown }>(sql.CURSOR, [dataset, reader]);
    return row?.cursor ?? null;
  }

  async addRejects(run: number, rejects: readonly RejectLine[]): Promise<void> {
    const lines = rejects.map(({ message, ...line }) => ({ ...line, message_fr: message.fr, message_en: message.en }));
    await this.session.query(sql.ADD_REJECTS, [run, storableJson(lines)]);
  }

  async clearRejects(run: number): Promise<void> {
    await this.session.query('DELETE FROM import_reject WHERE run_id = $1', [run]);
  }

  async unresolved(run: number): Promise<readonly KeptRecord[]> {
    const { rows } = await this.session.query<{ line: string; cells: KeptRecord['cells'] }>(sql.UNRESOLVED, [run]);
    return rows.map(({ line, cells }) => ({ line: Number(line), cells }));
  }

  async forgetCells(): Promise<void> {
    await this.session.query(sql.FORGET_CELLS);
  }

  async keptFiles(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.session.query<{ dataset: string; files: readonly string[] }>(sql.KEPT_FILES);
    return new Map(rows.map(({ dataset, files }) => [dataset, files]));
  }

  private async one<T extends object>(statement: string, parameters?: readonly unknown[]): Promise<T | undefined> {
    return (await this.session.query<T>(statement, parameters)).rows[0];
  }

  private async run(condition: string, parameters: readonly unknown[]): Promise<RunRow | null> {
    return (await this.one<{ json: RunRow }>(runsAsJson(condition), parameters))?.json ?? null;
  }
}
