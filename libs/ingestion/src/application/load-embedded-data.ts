import { UseCase } from '@hexagone/kernel';
import { ImportFailure } from '../domain/import-failure';
import type { Dataset } from './dataset';
import { DatasetRegistry } from './dataset-registry';
import type { Watch } from './import-request';
import { RunImport } from './run-import';
import { RunLedger } from './run-ledger';
import type { RunRow } from './run-row';

/** Before anybody imported anything: every dataset's embedded default, those that others require first. */
@UseCase()
export class LoadEmbeddedData {
  constructor(
    private readonly registry: DatasetRegistry,
    private readonly ledger: RunLedger,
    private readonly runImport: RunImport,
  ) {}

  async execute(watch: Watch): Promise<readonly RunRow[]> {
    if (!(await this.ledger.isFirstStart())) return [];
    const rows: RunRow[] = [];
    for (const dataset of this.registry.all()) {
      const wanted = dataset.embedded.length > 0 && !(await this.ledger.isPublished(dataset.name));
      if (wanted && !watch.signal.aborted) rows.push(...(await this.load(dataset, watch)));
    }
    return rows;
  }

  /** One dataset that cannot be loaded keeps no other from being loaded. */
  private async load({ name, card }: Dataset, watch: Watch): Promise<readonly RunRow[]> {
    watch.said({
      en: `Loading "${name}" (${card.title.en})`,
      fr: `Chargement de « ${name} » (${card.title.fr})`,
    });
    try {
      const from = { kind: 'embedded' } as const;
      return await this.runImport.execute({ dataset: name, from, trigger: 'start', actor: 'hexagone' }, watch);
    } catch (error) {
      if (!(error instanceof ImportFailure)) throw error;
      watch.said(error.detail);
      return [];
    }
  }
}
