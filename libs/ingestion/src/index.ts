export { Generations } from '@hexagone/kernel';
export * from './application/dataset';
export * from './application/dataset-registry';
export * from './application/publication';
export * from './application/record';
export * from './application/source-contract';
export { IngestionModule } from './ingestion.module';
