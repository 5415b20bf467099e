import { DatasetRegistry } from '@hexagone/ingestion';
import { Module, type OnModuleInit } from '@nestjs/common';
import { embeddedSample } from './infrastructure/embedded-sample';
import { lendingDatasets } from './infrastructure/lending-loads';
import { profile } from './parts/profile';
import { quality } from './parts/quality';
import { reads } from './parts/reads';
import { safeguards } from './parts/safeguards';
import { sample } from './parts/sample';

const PARTS = [sample, reads, profile, quality, safeguards];

/** Requests for mortgages, the offers of banks for them, and what they tell about borrowers. */
@Module({
  controllers: PARTS.flatMap(({ controllers }) => controllers),
  providers: PARTS.flatMap(({ providers }) => providers),
})
export class LendingModule implements OnModuleInit {
  constructor(private readonly datasets: DatasetRegistry) {}

  onModuleInit(): void {
    for (const dataset of lendingDatasets(embeddedSample)) this.datasets.add(dataset);
  }
}
