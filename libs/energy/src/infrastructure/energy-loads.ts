import type { SourceLocation } from '@hexagone/ingestion';
import { Eco2mixDataset } from '../application/import/eco2mix-dataset';
import { fileNameOf, sampleText } from '../application/sample/sample-files';
import { DEFAULT_SAMPLE } from '../application/sample/sample-wish';
import { EnergyPublication } from './persistence/energy-publication';

/** A generated year of the country: needs no network, and goes when the first real file comes. */
const SAMPLE: SourceLocation = {
  kind: 'generator',
  name: `${fileNameOf(DEFAULT_SAMPLE)}.xls`,
  part: 'power',
  async *generate() {
    for (const day of sampleText(DEFAULT_SAMPLE)) yield await Promise.resolve(day);
  },
};

/** The datasets of this context, with the publications that write them. */
export const eco2mixDataset = (): Eco2mixDataset =>
  new Eco2mixDataset(new EnergyPublication(), { embedded: [SAMPLE], channels: [] });
