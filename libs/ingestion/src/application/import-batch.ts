import { DomainService } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import { MOST_ATTEMPTS } from '../domain/import-run';
import { DatabaseLost, ImportAborted, internalError, leaseLost } from '../domain/loss-problems';
import { FaultLog } from './fault-log';
import { Heartbeat } from './heartbeat';
import type { ImportOrder } from './import-orders';
import type { Watch } from './import-request';
import type { RunPatch } from './run-ledger';
import type { RunProblem, RunRow } from './run-row';
import { isUnreachable, RunOfSource } from './run-source';
import { SourceFetcher } from './source-files';
import { type PlannedSource, type SourcePlan, SourcePlans } from './source-plans';
import type { Claimed, RunSession } from './staging-database';
import { UploadShelf } from './upload-shelf';

export interface BatchRun {
  readonly session: RunSession;
  readonly order: ImportOrder;
  /** The run taken already; absent: the batch begins here. */
  readonly first?: Claimed;
  readonly watch: Watch;
}

/** Every run of a batch, one after the other, under the one lock that the session holds. A bad file stops no other. */
@DomainService()
export class ImportBatch {
  constructor(
    private readonly plans: SourcePlans,
    private readonly source: RunOfSource,
    private readonly fetcher: SourceFetcher,
    private readonly shelf: UploadShelf,
    private readonly faults: FaultLog,
  ) {}

  async run(batch: BatchRun): Promise<readonly RunRow[]> {
    const { order, watch } = batch;
    const plan = await this.planned(batch);
    const rows: RunRow[] = [];
    const start = batch.first?.run.source.index ?? 0;
    const batchId = batch.first?.run.batch_id ?? order.draft.batch_id ?? (plan.at(1) ? crypto.randomUUID() : null);
    for (let index = start; ; index++) {
      const planned = plan.at(index);
      if (!planned || watch.signal.aborted) break;
      const claimed = index === start && batch.first ? batch.first : await this.next(batch, planned, index, batchId);
      rows.push(await this.runOne(batch, plan, planned, claimed));
    }
    return rows;
  }

  /** A plan that cannot be made ends the run that was taken for it. */
  private async planned({ order, first, session }: BatchRun): Promise<SourcePlan> {
    const { dataset, draft } = order;
    try {
      return await this.plans.of({ dataset, source: draft.source, channel: draft.channel, today: new Date() });
    } catch (error) {
      if (first) await session.ledger.record(first.lease, endOf(error));
      throw error;
    }
  }

  private next({ session, order }: BatchRun, planned: PlannedSource, index: number, batchId: string | null): Promise<Claimed> {
    const source = { ...planned.said, index };
    return session.create({ ...order.draft, source, batch_id: batchId });
  }

  private async runOne(batch: BatchRun, plan: SourcePlan, planned: PlannedSource, claimed: Claimed): Promise<RunRow> {
    const { session, watch } = batch;
    const heartbeat = new Heartbeat(session.ledger, claimed.lease, (progress) => { watch.progress(progress); }, watch.signal);
    heartbeat.start();
    let current = claimed;
    try {
      await session.ledger.record(claimed.lease, { source: { ...claimed.run.source, ...planned.said } });
      current = await this.attempts(batch, plan, planned, { claimed, heartbeat });
    } catch (error) {
      await this.end(session, current, this.failureOf(current, heartbeat, error));
    } finally {
      heartbeat.stop();
    }
    return this.tidied(batch, current);
  }

  /** Another attempt from the raw file when the database was lost, while the lease holds. */
  private async attempts(batch: BatchRun, plan: SourcePlan, planned: PlannedSource, run: { claimed: Claimed; heartbeat: Heartbeat }): Promise<Claimed> {
    let { claimed } = run;
    for (;;) {
      try {
        await this.attempt(batch, plan, planned, { ...run, claimed });
        return claimed;
      } catch (error) {
        const again = error instanceof DatabaseLost && !run.heartbeat.signal.aborted && claimed.run.attempt < MOST_ATTEMPTS;
        if (!again) throw error;
        const resumed = await batch.session.resume(claimed.lease);
        if (!resumed) throw leaseLost();
        claimed = resumed;
        run.heartbeat.start(batch.session.ledger, claimed.lease);
      }
    }
  }

  /** By default an official source that cannot be reached gives way to the embedded one, if nothing was ever published. */
  private async attempt({ session, order, watch }: BatchRun, plan: SourcePlan, planned: PlannedSource, run: { claimed: Claimed; heartbeat: Heartbeat }): Promise<void> {
    const { dataset, draft } = order;
    try {
      await this.source.execute({ session, dataset, planned, ...run });
    } catch (error) {
      const other = isUnreachable(error) && draft.source.from === 'default' && !(await session.ledger.isPublished(dataset.name)) ? plan.fallBack() : undefined;
      if (!other) throw error;
      watch.said({
        en: `${(error as ImportFailure).detail.en} The embedded default of "${dataset.name}" is loaded instead.`,
        fr: `${(error as ImportFailure).detail.fr} Le contenu embarqué de « ${dataset.name} » est chargé à la place.`,
      });
      const { run: row, lease } = run.claimed;
      await session.ledger.record(lease, { source: { ...row.source, ...other.said } });
      await this.source.execute({ session, dataset, planned: other, ...run });
    }
  }

  private failureOf({ run }: Claimed, heartbeat: Heartbeat, error: unknown): ImportFailure {
    if (heartbeat.signal.aborted && heartbeat.signal.reason instanceof ImportFailure) return heartbeat.signal.reason;
    if (error instanceof ImportFailure) return error;
    this.faults.unexpected(run.id, error);
    return internalError();
  }

  private async end(session: RunSession, { lease }: Claimed, failure: ImportFailure): Promise<void> {
    await session.cancel();
    try {
      await session.ledger.record(lease, endOf(failure));
    } catch (error) {
      if (!(error instanceof DatabaseLost)) throw error;
      const resumed = await session.resume(lease).catch(() => null);
      if (!resumed) throw failure;
      await session.ledger.record(resumed.lease, endOf(failure));
    }
  }

  private async tidied({ session, order }: BatchRun, { run }: Claimed): Promise<RunRow> {
    const row = await session.ledger.find(run.id);
    if (!row) throw new Error(`Run ${String(run.id)} is not in the ledger`);
    const { personal, raw } = order.dataset.card;
    this.shelf.forget(run.id);
    const keep = raw === 'kept' && !personal;
    const kept = keep ? await session.ledger.keptFiles() : null;
    await this.fetcher.release(run.id, row.sha256 ?? undefined, keep);
    if (kept && row.state === 'published') await this.fetcher.sweep(kept);
    return row;
  }
}

/** How a failure is written in the ledger. */
export function endOf(failure: unknown): RunPatch {
  const { outcome, problem, detail, extras } = failure instanceof ImportFailure ? failure : internalError();
  const said: RunProblem = {
    ...extras.members,
    code: problem.code,
    title: problem.title,
    detail,
    outcome: failure instanceof ImportAborted ? 'aborted' : outcome,
  };
  if (failure instanceof ImportAborted) return { state: 'aborted', problem: said };
  return { state: outcome === 'malformed' || outcome === 'guard' ? 'rejected' : 'failed', problem: said };
}
