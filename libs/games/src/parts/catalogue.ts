import { SETTINGS, type Settings } from '@hexagone/platform';
import { CatalogueReads } from '../application/catalogue/catalogue-reads';
import { GoldenCatalogue } from '../application/catalogue/golden-catalogue';
import { MeasureCatalogue } from '../application/catalogue/measure-catalogue';
import { CatalogueWriter } from '../infrastructure/catalogue/catalogue-writer';
import { catalogueTerms } from '../infrastructure/catalogue/catalogue-terms';
import { PostgresCatalogue } from '../infrastructure/catalogue/postgres-catalogue';
import { SqlCatalogueReads } from '../infrastructure/catalogue/sql-catalogue-reads';
import { GamesCatalogueCommand } from '../infrastructure/cli/games-catalogue.command';
import { GamesMeasureCommand } from '../infrastructure/cli/games-measure.command';
import type { Part } from '@hexagone/platform';

/** Golden games as their records make them; what is done to all of them at once. */
export const catalogue: Part = {
  controllers: [],
  providers: [
    MeasureCatalogue,
    GamesCatalogueCommand,
    GamesMeasureCommand,
    {
      provide: CatalogueWriter,
      useFactory: ({ env }: Settings) => new CatalogueWriter(catalogueTerms(env)),
      inject: [SETTINGS],
    },
    { provide: GoldenCatalogue, useClass: PostgresCatalogue },
    { provide: CatalogueReads, useClass: SqlCatalogueReads },
  ],
};
