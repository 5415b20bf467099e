import { AuditLog, Transaction, UseCase } from '@hexagone/kernel';
import { RunNotFound } from '../domain/absent.errors';
import { runOver } from '../domain/run-problems';
import { RunLedger } from './run-ledger';

/** Who asks, in the words of the audit log. */
interface Asking {
  readonly actor: string;
  readonly requestId?: string;
}

/** Asks a run to stop; one that nobody took yet stops at once. Throws RunNotFound; ImportFailure when it is over. */
@UseCase()
export class AbortImport {
  constructor(
    private readonly ledger: RunLedger,
    private readonly audit: AuditLog,
    private readonly transaction: Transaction,
  ) {}

  async execute(id: number, by: Asking): Promise<void> {
    if (await this.transaction.run(() => this.ask(id, by))) return;
    const run = await this.ledger.find(id);
    if (!run) throw new RunNotFound(id);
    throw runOver(id, run.state);
  }

  private async ask(id: number, { actor, requestId }: Asking): Promise<boolean> {
    const heard = await this.ledger.requestAbort(id);
    const target = `run:${id}`;
    if (heard) await this.audit.record({ actor, requestId, action: 'import.abort', target, outcome: 'success' });
    return heard;
  }
}
