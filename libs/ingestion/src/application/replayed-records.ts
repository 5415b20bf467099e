import { DomainService } from '@hexagone/kernel';
import { RunLedger } from './run-ledger';
import type { RunRow } from './run-row';

/** The lines of the original file that a replay judges again, in the order of its records. */
@DomainService()
export class ReplayedRecords {
  constructor(private readonly ledger: RunLedger) {}

  async lines({ replay_of, source }: RunRow): Promise<readonly number[]> {
    if (source.lines) return source.lines;
    return replay_of === null ? [] : (await this.ledger.unresolved(replay_of)).map(({ line }) => line);
  }
}
