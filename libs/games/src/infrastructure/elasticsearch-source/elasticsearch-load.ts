import type { Dataset, Publication, SourceLocation } from '@hexagone/ingestion';
import type { Settings } from '@hexagone/platform';
import { elasticsearchDataset } from '../../application/import/elasticsearch/elasticsearch-dataset';
import type { Mappings } from '../../domain/mapping/mappings';
import { DocumentReader } from './document-reader';
import { documentSettings } from './source-settings';

export interface DocumentLoad {
  readonly publication: Publication;
  readonly mappings: Mappings;
  readonly embedded?: readonly SourceLocation[];
}

/** The dataset games-elasticsearch as the settings want it. Throws DomainError: bad settings. */
export function elasticsearchLoad(
  settings: Pick<Settings, 'env'>,
  { publication, mappings, embedded = [] }: DocumentLoad,
): Dataset {
  const { source, scheme } = documentSettings(settings.env);
  const reader = source && new DocumentReader(source);
  return elasticsearchDataset(publication, mappings, { embedded, reader, scheme });
}
