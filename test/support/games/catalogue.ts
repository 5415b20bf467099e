import type { ImportRequest } from '../../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../../libs/ingestion/src/application/run-row';
import { type CatalogueReads, type ExportedGame } from '../../../libs/games/src/application/catalogue/catalogue-reads';
import { catalogueTerms } from '../../../libs/games/src/infrastructure/catalogue/catalogue-terms';
import {
  type CatalogueTerms,
  CatalogueWriter,
} from '../../../libs/games/src/infrastructure/catalogue/catalogue-writer';
import { PostgresCatalogue } from '../../../libs/games/src/infrastructure/catalogue/postgres-catalogue';
import { SqlCatalogueReads } from '../../../libs/games/src/infrastructure/catalogue/sql-catalogue-reads';
import { gameDatasets } from '../../../libs/games/src/infrastructure/game-loads';
import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { openSpine, type Spine, spineAt } from '../spine';

export interface Catalogue extends Spine {
  /** Imports a text as a dataset of the context. */
  readonly load: (dataset: string, content: string, more?: Partial<ImportRequest>) => Promise<RunRow>;
  readonly golden: PostgresCatalogue;
  readonly reads: CatalogueReads;
  /** Live games, as `hexagone games export` writes them. */
  readonly exported: () => Promise<readonly ExportedGame[]>;
  /** Sets of records that are one game, whatever their ids. */
  readonly clusters: () => Promise<readonly string[]>;
}

const writer = (more: Partial<CatalogueTerms> = {}): CatalogueWriter =>
  new CatalogueWriter({ ...catalogueTerms({}), ...more });

/** The datasets of games on a database of their own, with the rules of the installation. */
export const openCatalogue = async (more?: Partial<CatalogueTerms>): Promise<Catalogue> => {
  const catalogue = writer(more);
  return over(await openSpine(gameDatasets({ env: {} }, catalogue)), catalogue);
};

/** Another process on the same database. */
export const catalogueAt = async (at: Pick<Spine, 'url' | 'dataDir'>): Promise<Catalogue> => {
  const catalogue = writer();
  return over(await spineAt(at, gameDatasets({ env: {} }, catalogue)), catalogue);
};

function over(spine: Spine, catalogue: CatalogueWriter): Catalogue {
  const reads = new SqlCatalogueReads(spine.app.get(Database));
  const exported = async (): Promise<readonly ExportedGame[]> => {
    const games: ExportedGame[] = [];
    for await (const game of reads.games(false)) games.push(game);
    return games;
  };
  return {
    ...spine,
    reads,
    exported,
    golden: new PostgresCatalogue(spine.app.get(Database), spine.app.get(Generations), catalogue),
    load: async (dataset, content, more = {}) => {
      const path = spine.file(content, `${dataset}.${content.startsWith('[') ? 'json' : 'csv'}`);
      const done = await spine.run({ dataset, from: { kind: 'path', path }, trigger: 'cli', actor: 'test', ...more });
      const last = done.at(-1);
      if (!last) throw new Error('no run');
      return last;
    },
    clusters: async () => (await exported()).map(({ members }) => keysOf(members)).sort(),
  };
}

const keysOf = (members: ExportedGame['members']): string =>
  members
    .map(({ source, source_key: key, role }) => `${source}:${key} (${role})`)
    .sort()
    .join(' + ');
