import { IngestionModule } from '@hexagone/ingestion';

export const taken = IngestionModule;
