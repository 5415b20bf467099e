import type { SourceLocation } from '@hexagone/ingestion';
import { SAMPLE_FILES, USUAL_SAMPLE } from '../application/sample/sample-files';

/** What a dataset is without a source: generated, and gone when the first real run comes. */
export const embeddedSample = (name: keyof typeof SAMPLE_FILES, part = ''): readonly SourceLocation[] => [
  {
    kind: 'generator',
    ...{ name, part },
    async *generate() {
      for (const piece of SAMPLE_FILES[name](USUAL_SAMPLE)) yield await Promise.resolve(piece);
    },
  },
];
