import { DatasetRegistry } from '@hexagone/ingestion';
import type { ImportRequest } from '../../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../../libs/ingestion/src/application/run-row';
import type { LendingDataset } from '../../../libs/lending/src/domain/quality-rules';
import { embeddedSample } from '../../../libs/lending/src/infrastructure/embedded-sample';
import { lendingDatasets } from '../../../libs/lending/src/infrastructure/lending-loads';
import { openSpine, type Spine } from '../spine';

export interface LendingSpine extends Spine {
  readonly load: (dataset: LendingDataset, content: string, more?: Partial<ImportRequest>) => Promise<RunRow>;
  /** What the dataset is without a file. */
  readonly embedded: (dataset: LendingDataset) => Promise<RunRow | undefined>;
  readonly count: (table: 'opportunity' | 'proposal' | 'bank') => Promise<number>;
}

/** The spine with the three datasets, on a database of its own. */
export async function openLending(): Promise<LendingSpine> {
  const spine = await openSpine([]);
  for (const dataset of lendingDatasets(embeddedSample)) spine.app.get(DatasetRegistry).add(dataset);
  return {
    ...spine,
    load: (dataset, content, more = {}) => spine.import(content, { dataset, ...more }),
    embedded: async (dataset) => {
      const [run] = await spine.run({ dataset, from: { kind: 'embedded' }, trigger: 'cli', actor: 'test' });
      return run;
    },
    count: async (table) => {
      const [found] = await spine.rows<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
      return Number(found?.rows);
    },
  };
}
