import { DatasetRegistry } from '@hexagone/ingestion';
import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueWriter } from './infrastructure/catalogue/catalogue-writer';
import { gameDatasets } from './infrastructure/game-loads';
import { catalogue } from './parts/catalogue';
import { decisions } from './parts/decisions';
import { elasticsearch } from './parts/elasticsearch';
import { igdb } from './parts/igdb';
import { reads } from './parts/reads';
import { sample } from './parts/sample';
import { search } from './parts/search';
import { vectors } from './parts/vectors';

const PARTS = [sample, igdb, catalogue, decisions, search, reads, elasticsearch, vectors];

/** Many sources of video games, one catalogue: each field with its provenance, found in French and English. */
@Module({
  controllers: PARTS.flatMap(({ controllers }) => controllers),
  providers: PARTS.flatMap(({ providers }) => providers),
})
export class GamesModule implements OnModuleInit {
  constructor(
    private readonly datasets: DatasetRegistry,
    private readonly catalogue: CatalogueWriter,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    for (const dataset of gameDatasets(this.settings, this.catalogue)) this.datasets.add(dataset);
  }
}
