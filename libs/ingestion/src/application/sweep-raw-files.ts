import { UseCase } from '@hexagone/kernel';
import { RunLedger } from './run-ledger';
import { SourceFetcher } from './source-files';

/** Removes from the raw store what a killed process left half-done, and files that no dataset keeps any more. */
@UseCase()
export class SweepRawFiles {
  constructor(
    private readonly fetcher: SourceFetcher,
    private readonly ledger: RunLedger,
  ) {}

  async execute(): Promise<void> {
    await this.fetcher.sweep(await this.ledger.keptFiles());
  }
}
