import { DatasetRegistry } from '@hexagone/ingestion';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SitesDataset } from '../../application/import/sites-dataset';
import { Countries } from '../../domain/countries';
import { SitesPublication } from './sites-publication';
import { stageOf } from './staged-columns';

/** What this context contributes to the imports. */
@Injectable()
export class SitesLoads implements OnModuleInit {
  constructor(
    private readonly datasets: DatasetRegistry,
    private readonly countries: Countries,
  ) {}

  onModuleInit(): void {
    const publication = new SitesPublication(this.countries);
    this.datasets.add(new SitesDataset(this.countries, { stage: stageOf(this.countries), publication }));
  }
}
