import type { SourceLocation } from '@hexagone/ingestion';
import { SAMPLE_FILES, USUAL_SAMPLE } from '../application/sample/sample-files';
import type { LendingDataset } from '../domain/quality-rules';

/** What a dataset is without a file: generated, and gone when the first real file comes. */
export const embeddedSample = (dataset: LendingDataset): readonly SourceLocation[] => [
  {
    kind: 'generator',
    name: `${dataset}.csv`,
    part: dataset,
    async *generate() {
      for (const line of SAMPLE_FILES[dataset](USUAL_SAMPLE)) yield await Promise.resolve(line);
    },
  },
];
