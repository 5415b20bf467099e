import { DomainService } from '@hexagone/kernel';
import type { ImportOrder } from './import-orders';
import type { From, Watch } from './import-request';
import { readingOf } from './record-reader';
import { endOf } from './run-end';
import type { RunRow } from './run-row';
import { SingleRun } from './single-run';
import { type SourcePlan, SourcePlans } from './source-plans';
import type { Claimed, RunSession } from './staging-database';
import { UploadShelf } from './upload-shelf';

export interface BatchRun {
  readonly session: RunSession;
  readonly order: ImportOrder;
  /** What came with the request, still to be stored. */
  readonly from?: From;
  /** The run taken already; absent: the batch begins here. */
  readonly first?: Claimed;
  readonly watch: Watch;
}

/** Every run of a batch, one after the other, under the one lock that the session holds. A bad file stops no other. */
@DomainService()
export class ImportBatch {
  constructor(
    private readonly plans: SourcePlans,
    private readonly single: SingleRun,
    private readonly shelf: UploadShelf,
  ) {}

  async run(batch: BatchRun): Promise<readonly RunRow[]> {
    const { order, watch, session } = batch;
    const plan = await this.planned(batch);
    const rows: RunRow[] = [];
    let next: Claimed | null = batch.first ? await this.named(batch, batch.first, plan) : await this.begun(batch, plan);
    while (next) {
      const { index } = next.run.source;
      const { row, goesOn } = await this.single.execute({ session, order, plan, index, claimed: next, watch });
      rows.push(row);
      next = goesOn && !watch.signal.aborted ? await this.following(batch, plan, row) : null;
    }
    return rows;
  }

  private async begun({ session, order, from }: BatchRun, plan: SourcePlan): Promise<Claimed> {
    const { dataset, draft } = order;
    const batchId = draft.batch_id ?? (plan.isBatch ? crypto.randomUUID() : null);
    const stored = from ? await this.shelf.put(dataset, draft, from) : draft;
    return session.create({ ...stored, batch_id: batchId });
  }

  /** A run that was asked for learns only now whether it is the first of several. */
  private async named({ session }: BatchRun, first: Claimed, plan: SourcePlan): Promise<Claimed> {
    if (first.run.batch_id !== null || !plan.isBatch) return first;
    const batchId = crypto.randomUUID();
    await session.ledger.record(first.lease, { batch_id: batchId });
    return { ...first, run: { ...first.run, batch_id: batchId } };
  }

  private async following({ session, order }: BatchRun, plan: SourcePlan, last: RunRow): Promise<Claimed | null> {
    const index = last.source.index + (goesOnReading(last) ? 0 : 1);
    const planned = plan.at(index);
    if (!planned) return null;
    return session.create({ ...order.draft, source: { ...planned.said, index }, batch_id: last.batch_id });
  }

  /** A plan that cannot be made ends the run that was taken for it. */
  private async planned({ order, first, session }: BatchRun): Promise<SourcePlan> {
    const { dataset, draft } = order;
    try {
      return await this.plans.of({
        dataset,
        source: draft.source,
        channel: draft.channel,
        options: draft.options,
        today: new Date(),
      });
    } catch (error) {
      if (first) await session.ledger.record(first.lease, endOf(error));
      throw error;
    }
  }
}

/** The cursor moved, and the reader has more. */
const goesOnReading = ({ state, details }: RunRow): boolean =>
  (state === 'published' || state === 'unchanged') && readingOf(details)?.more === true;
