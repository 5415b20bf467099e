import { UseCase } from '@hexagone/kernel';
import { DatasetRegistry } from './dataset-registry';
import type { Watch } from './import-request';
import { RunImport } from './run-import';
import { RunLedger } from './run-ledger';
import type { RunRow } from './run-row';

/** On a ledger without any run: every dataset's embedded default, those that others require first. */
@UseCase()
export class LoadEmbeddedData {
  constructor(
    private readonly registry: DatasetRegistry,
    private readonly ledger: RunLedger,
    private readonly runImport: RunImport,
  ) {}

  async execute(watch: Watch): Promise<readonly RunRow[]> {
    if (!(await this.ledger.isEmpty())) return [];
    const rows: RunRow[] = [];
    for (const dataset of this.registry.all()) {
      if (dataset.embedded.length === 0 || watch.signal.aborted || (await this.ledger.isPublished(dataset.name)))
        continue;
      watch.said({
        en: `Loading "${dataset.name}" (${dataset.card.title.en})`,
        fr: `Chargement de « ${dataset.name} » (${dataset.card.title.fr})`,
      });
      const request = {
        dataset: dataset.name,
        from: { kind: 'embedded' },
        trigger: 'start',
        actor: 'hexagone',
      } as const;
      rows.push(...(await this.runImport.execute(request, watch)));
    }
    return rows;
  }
}
