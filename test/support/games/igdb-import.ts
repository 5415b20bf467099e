import type { Dataset } from '@hexagone/ingestion';
import { RecordPublication } from '../../../libs/games/src/infrastructure/catalogue/record-publication';
import type { CatalogueWriter } from '../../../libs/games/src/infrastructure/catalogue/catalogue-writer';
import { MANNERS, type Manners } from '../../../libs/games/src/infrastructure/igdb/igdb-client';
import { igdbLoad } from '../../../libs/games/src/infrastructure/igdb/igdb-loads';
import { gameMappings } from '../../../libs/games/src/infrastructure/mapping/mapping-files';

/** Records alone: what golden games they make is not looked at. */
const unmatched = { recluster: () => Promise.resolve({ games: [] }) } as unknown as CatalogueWriter;

/** Asks a fake that counts no seconds. */
export const HASTY: Manners = { ...MANNERS, requests: 8, windowMs: 0, pauseMs: () => 1 };

/** The dataset games-igdb, whose records are stored and no more. */
export const igdbRecords = (env: Readonly<Record<string, string | undefined>>, manners = HASTY): Dataset =>
  igdbLoad(
    { env },
    {
      publication: new RecordPublication('igdb', { snapshot: 'covers' }, unmatched),
      mappings: gameMappings(),
      manners,
    },
  );
