/** From the finest to the coarsest. */
export const PRECISIONS = ['day', 'month', 'quarter', 'year'] as const;

export type Precision = (typeof PRECISIONS)[number];

/** A date as precise as its source is; negative years and years to come are legal. */
export interface PartialDate {
  /** First day of what is meant, `YYYY-MM-DD`; null only at precision `year`. */
  readonly date: string | null;
  readonly precision: Precision;
  readonly year: number;
}
