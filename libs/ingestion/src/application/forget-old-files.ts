import { UseCase } from '@hexagone/kernel';
import { RunLedger } from './run-ledger';
import { SourceFetcher } from './source-files';

/**
 * Once a day and at start: removes from the raw store what a killed process left half-done and what no dataset keeps any
 * more, and from the ledger the content of old rejects.
 */
@UseCase()
export class ForgetOldFiles {
  constructor(
    private readonly fetcher: SourceFetcher,
    private readonly ledger: RunLedger,
  ) {}

  async execute(): Promise<void> {
    await this.fetcher.sweep(await this.ledger.keptFiles());
    await this.ledger.forgetCells();
  }
}
