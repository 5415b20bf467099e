import type { Dataset } from '@hexagone/ingestion';
import type { Settings } from '@hexagone/platform';
import { opencriticDataset } from '../application/import/opencritic/opencritic-dataset';
import { salesDataset } from '../application/import/sales/sales-dataset';
import type { GameSourceKey } from '../domain/record/sources';
import type { CatalogueWriter } from './catalogue/catalogue-writer';
import { RecordPublication } from './catalogue/record-publication';
import { countriesLoad } from './countries/countries-load';
import { elasticsearchLoad } from './elasticsearch-source/elasticsearch-load';
import { igdbLoad } from './igdb/igdb-loads';
import { embeddedSample } from './embedded-sample';
import { gameMappings } from './mapping/mapping-files';
import { sqlLoad } from './postgresql-source/sql-load';

/** The datasets of the catalogue. */
export function gameDatasets(settings: Pick<Settings, 'env'>, catalogue: CatalogueWriter): readonly Dataset[] {
  const mappings = gameMappings();
  const records = (source: GameSourceKey, snapshot: boolean | 'covers' = true): RecordPublication =>
    new RecordPublication(source, { snapshot }, catalogue);
  return [
    countriesLoad(),
    igdbLoad(settings, {
      ...{ publication: records('igdb', 'covers'), mappings },
      embedded: embeddedSample('igdb.json', 'games'),
    }),
    opencriticDataset(records('opencritic'), mappings, embeddedSample('opencritic.csv', 'ratings')),
    salesDataset(records('sales'), mappings, embeddedSample('sales.csv', 'sales')),
    sqlLoad(settings, {
      ...{ publication: records('sql'), mappings },
      embedded: embeddedSample('vestimlib.ndjson', 'games'),
    }),
    elasticsearchLoad(settings, {
      ...{ publication: records('elasticsearch'), mappings },
      embedded: embeddedSample('elasticsearch.ndjson', 'documents'),
    }),
  ];
}
