import type { Dataset, Publication, SourceLocation } from '@hexagone/ingestion';
import type { Settings } from '@hexagone/platform';
import { igdbDataset } from '../../application/import/igdb/igdb-dataset';
import type { Mappings } from '../../domain/mapping/mappings';
import { IgdbClient, MANNERS, type Manners } from './igdb-client';
import { IgdbReader } from './igdb-reader';
import { igdbAccess } from './igdb-settings';

export interface IgdbLoad {
  readonly publication: Publication;
  readonly mappings: Mappings;
  readonly embedded?: readonly SourceLocation[];
  readonly manners?: Manners;
}

/** The dataset games-igdb as the settings want it. Throws DomainError: bad settings. */
export function igdbLoad(
  settings: Pick<Settings, 'env'>,
  { publication, mappings, embedded, manners }: IgdbLoad,
): Dataset {
  const access = igdbAccess(settings.env);
  const reader = access && new IgdbReader(new IgdbClient(access, manners ?? MANNERS), access.filter);
  return igdbDataset(publication, mappings, { embedded: embedded ?? [], reader });
}
