import { Generations } from '@hexagone/kernel';
import { Global, Module } from '@nestjs/common';
import { DatasetRegistry } from './application/dataset-registry';
import { InMemoryDatasetRegistry } from './application/in-memory-dataset-registry';
import { PostgresGenerations } from './infrastructure/persistence/postgres-generations';

/** The spine: every context's datasets are loaded, accounted for and published here. */
@Global()
@Module({
  providers: [
    { provide: DatasetRegistry, useClass: InMemoryDatasetRegistry },
    { provide: Generations, useClass: PostgresGenerations },
  ],
  exports: [DatasetRegistry, Generations],
})
export class IngestionModule {}
