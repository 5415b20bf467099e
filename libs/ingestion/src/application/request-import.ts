import { UseCase } from '@hexagone/kernel';
import { busy } from '../domain/run-problems';
import { ImportOrders } from './import-orders';
import type { ImportRequest } from './import-request';
import { ImportWorker } from './import-worker';
import { RunLedger } from './run-ledger';
import { UploadShelf } from './upload-shelf';

/**
 * Writes down that an import is wanted; a service process runs it. Answers the id of the run (of a batch: its first).
 * Throws ImportFailure: usage, every fault named; busy, naming the run in the way.
 */
@UseCase()
export class RequestImport {
  constructor(
    private readonly orders: ImportOrders,
    private readonly ledger: RunLedger,
    private readonly shelf: UploadShelf,
    private readonly worker: ImportWorker,
  ) {}

  async execute(request: ImportRequest): Promise<number> {
    const { dataset, draft } = this.orders.order(request);
    const inTheWay = draft.dry_run ? null : await this.ledger.inTheWay(dataset.name);
    if (inTheWay) throw busy(dataset.name, inTheWay);
    const stored = await this.shelf.put(dataset, draft, request.from);
    try {
      const id = await this.ledger.request(stored);
      this.worker.wake();
      return id;
    } catch (error) {
      await this.shelf.clear(dataset, stored);
      throw error;
    }
  }
}
