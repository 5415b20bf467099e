import { UseCase } from '@hexagone/kernel';
import { measurePairs, type PairMeasure } from '../../domain/matching/pair-measure';
import { CatalogueReads, type RecordKey } from './catalogue-reads';

export interface KnownRecord extends RecordKey {
  /** Any word; records of one word are one game. */
  readonly truth: string;
}

/** Compares the golden games with what is known of their records. */
@UseCase()
export class MeasureCatalogue {
  constructor(private readonly catalogue: CatalogueReads) {}

  async execute(known: readonly KnownRecord[]): Promise<PairMeasure> {
    const { games, reviews } = await this.catalogue.placed(known);
    return measurePairs(
      known.map((record, i) => ({ ...record, game: games[i] ?? null })),
      reviews,
    );
  }
}
