import type { GameFilter } from '../search/game-filter';
import type { EmbeddingModel } from './embedding-provider';

export interface NearestQuestion {
  readonly vector: Float32Array;
  readonly model: EmbeddingModel;
  readonly filters: readonly GameFilter[];
  /** At most 1,000. */
  readonly limit: number;
  /** Least cosine; default −1. */
  readonly floor?: number;
  /** Games that are not answered. */
  readonly without?: readonly number[];
}

export interface Near {
  readonly id: number;
  /** −1 to 1. */
  readonly cosine: number;
}

/** Embeddings of live games, and which are nearest to one. */
export abstract class GameVectors {
  /** Best first, ties by id. Exact for the exact adapter; for an index at least 0.95 of them. */
  abstract nearest(question: NearestQuestion): Promise<readonly Near[]>;
  /** Of one game; null: none of this model yet. */
  abstract of(game: number, model: EmbeddingModel): Promise<Float32Array | null>;
}
