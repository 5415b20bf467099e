import type { Dataset } from '@hexagone/ingestion';

/** The datasets of the catalogue. */
export const gameDatasets = (): readonly Dataset[] => [];
