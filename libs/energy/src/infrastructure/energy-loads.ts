import type { SourceLocation } from '@hexagone/ingestion';
import type { Database, Settings } from '@hexagone/platform';
import { Eco2mixDataset } from '../application/import/eco2mix-dataset';
import { rteChannels } from '../application/refresh/rte-channels';
import { sampleText } from '../application/sample/sample-files';
import { DEFAULT_SAMPLE } from '../application/sample/sample-wish';
import { rteFileName } from '../domain/rte-file-name';
import { EnergyPublication } from './persistence/energy-publication';
import { SqlDefinitiveYears } from './persistence/sql-definitive-years';
import { rteSource } from './rte/rte-source';

/** A generated year of the country: needs no network, and goes when the first real file comes. */
const SAMPLE: SourceLocation = {
  kind: 'generator',
  name: `${rteFileName(DEFAULT_SAMPLE.area, DEFAULT_SAMPLE.nature, DEFAULT_SAMPLE.year)}.xls`,
  part: 'power',
  async *generate() {
    for (const day of sampleText(DEFAULT_SAMPLE)) yield await Promise.resolve(day);
  },
};

/** The dataset of this context, with what writes it and where it is fetched from. Throws DomainError: bad settings. */
export const eco2mixDataset = (settings: Pick<Settings, 'env'>, database: Pick<Database, 'query'>): Eco2mixDataset =>
  new Eco2mixDataset(new EnergyPublication(), {
    embedded: [SAMPLE],
    channels: rteChannels(rteSource(settings.env), new SqlDefinitiveYears(database)),
  });
