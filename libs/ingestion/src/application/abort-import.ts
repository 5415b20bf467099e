import { UseCase } from '@hexagone/kernel';
import { RunNotFound } from '../domain/absent.errors';
import { runOver } from '../domain/run-problems';
import { RunLedger } from './run-ledger';

/** Asks a run to stop; one that nobody took yet stops at once. Throws RunNotFound; ImportFailure when it is over. */
@UseCase()
export class AbortImport {
  constructor(private readonly ledger: RunLedger) {}

  async execute(id: number): Promise<void> {
    if (await this.ledger.requestAbort(id)) return;
    const run = await this.ledger.find(id);
    if (!run) throw new RunNotFound(id);
    throw runOver(id, run.state);
  }
}
