import type { EmbeddingModel } from './embedding-provider';

export interface Embedded {
  readonly game: number;
  readonly text: string;
  readonly vector: Float32Array;
}

export interface StalePage {
  /** Of the games looked at: those whose text is not the one that was embedded. */
  readonly games: readonly { readonly id: number; readonly text: string }[];
  /** Where to go on; null: no live game is left. */
  readonly last: number | null;
}

/** Vectors of games as they are stored, one per game and model, with the hash of the text they stand for. */
export abstract class EmbeddingStore {
  /** Makes ready for this model what the storage needs for quick answers, where it can. */
  abstract prepare(model: EmbeddingModel): Promise<void>;
  /** Looks at some live games with ids above `after`. */
  abstract stale(model: EmbeddingModel, after: number): Promise<StalePage>;
  /** Puts these vectors in place of the former ones; readers are told. */
  abstract save(model: EmbeddingModel, embedded: readonly Embedded[]): Promise<void>;
  /** Removes what nobody reads any more: of games that are not live, and of models that are not in use. */
  abstract forget(model: EmbeddingModel): Promise<void>;
  /** How many live games there are, and how many of them have a vector of this model. */
  abstract coverage(model: EmbeddingModel): Promise<{ readonly live: number; readonly embedded: number }>;
}
