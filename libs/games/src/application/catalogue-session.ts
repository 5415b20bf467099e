import type { Answer } from '@hexagone/ingestion';

/** A connection inside a transaction: of an import that publishes, or of a decision. */
export interface CatalogueSession {
  /** int8 and numeric come as texts. */
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<Answer<T>>;
}
