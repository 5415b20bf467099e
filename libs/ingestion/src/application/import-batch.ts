import { DomainService } from '@hexagone/kernel';
import type { ImportOrder } from './import-orders';
import type { Watch } from './import-request';
import { endOf } from './run-end';
import type { RunRow } from './run-row';
import { SingleRun } from './single-run';
import { type SourcePlan, SourcePlans } from './source-plans';
import type { Claimed, RunSession } from './staging-database';

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
    private readonly single: SingleRun,
  ) {}

  async run(batch: BatchRun): Promise<readonly RunRow[]> {
    const { order, watch, session, first } = batch;
    const plan = await this.planned(batch);
    const rows: RunRow[] = [];
    const start = first?.run.source.index ?? 0;
    const batchId = first?.run.batch_id ?? order.draft.batch_id ?? (plan.at(1) ? crypto.randomUUID() : null);
    for (let index = start; plan.at(index) && !watch.signal.aborted; index++) {
      const source = { ...order.draft.source, ...plan.at(index)?.said, index };
      const draft = { ...order.draft, source, batch_id: batchId };
      const claimed = index === start && first ? first : await session.create(draft);
      const { row, goesOn } = await this.single.execute({ session, order, plan, index, claimed, watch });
      rows.push(row);
      if (!goesOn) break;
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
}
