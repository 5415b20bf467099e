import { UseCase } from '@hexagone/kernel';
import { busy, requirementMissing } from '../domain/run-problems';
import type { Dataset } from './dataset';
import { ImportBatch } from './import-batch';
import { type ImportOrder, ImportOrders } from './import-orders';
import type { ImportRequest, Watch } from './import-request';
import { RunLedger } from './run-ledger';
import type { RunRow } from './run-row';
import { StagingDatabase } from './staging-database';

/**
 * Runs an import here and now, all of its batch, and reports every run; those of required datasets come first. Throws
 * ImportFailure before a run is written: usage, busy. What happens to a run afterwards is in its row.
 */
@UseCase()
export class RunImport {
  constructor(
    private readonly orders: ImportOrders,
    private readonly sessions: StagingDatabase,
    private readonly batch: ImportBatch,
    private readonly ledger: RunLedger,
  ) {}

  async execute(request: ImportRequest, watch: Watch): Promise<readonly RunRow[]> {
    const order = this.orders.order(request);
    const rows = await this.requirements(order.dataset, request, watch);
    return watch.signal.aborted ? rows : [...rows, ...(await this.runHere(order, request, watch))];
  }

  /** What the dataset needs and nobody has loaded yet: its embedded default, as runs of its own. */
  async requirements(
    dataset: Dataset,
    { trigger, actor }: Pick<ImportRequest, 'trigger' | 'actor'>,
    watch: Watch,
  ): Promise<readonly RunRow[]> {
    const rows: RunRow[] = [];
    for (const required of dataset.requires) {
      if (await this.ledger.isPublished(required)) continue;
      watch.said({
        en: `"${dataset.name}" needs "${required}": its embedded default is loaded first.`,
        fr: `« ${dataset.name} » a besoin de « ${required} » : son contenu embarqué est d’abord chargé.`,
      });
      rows.push(...(await this.execute({ dataset: required, from: { kind: 'embedded' }, trigger, actor }, watch)));
      if (!(await this.ledger.isPublished(required))) throw requirementMissing(dataset.name, required);
    }
    return rows;
  }

  private async runHere(order: ImportOrder, { from }: ImportRequest, watch: Watch): Promise<readonly RunRow[]> {
    const { dataset, draft } = order;
    const session = await this.sessions.open(dataset.name, !draft.dry_run);
    if (!session) throw busy(dataset.name, await this.ledger.inTheWay(dataset.name));
    try {
      const orphan = draft.dry_run ? null : await session.orphan();
      if (orphan) await session.bury(orphan.id);
      return await this.batch.run({ session, order, from, watch });
    } finally {
      await session.close();
    }
  }
}
