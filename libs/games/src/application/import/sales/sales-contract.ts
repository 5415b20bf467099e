import type { SourceContract } from '@hexagone/ingestion';

/** Columns of figures, in millions of copies. */
export const FIGURES = ['NA_Sales', 'EU_Sales', 'JP_Sales', 'Other_Sales', 'Global_Sales'] as const;

export const SALES_CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv'],
  fallbackEncoding: 'windows-1252',
  delimiters: [',', ';', '\t'],
  columns: [
    { name: 'Rank' },
    { name: 'Name', required: true },
    { name: 'Platform', required: true },
    { name: 'Year', synonyms: ['Year of release'], required: true },
    { name: 'Genre', required: true },
    { name: 'Publisher', required: true },
    ...FIGURES.map((name) => ({ name, required: true })),
  ],
};
