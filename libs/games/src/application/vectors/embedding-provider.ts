export interface EmbeddingModel {
  /** Name and version: vectors of two models are never compared. */
  readonly name: string;
  readonly dimensions: number;
}

/** Texts as unit vectors; near in meaning, near in direction. */
export abstract class EmbeddingProvider {
  abstract readonly model: EmbeddingModel;
  /** One unit vector per text, in their order; null for a text without any word. */
  abstract embed(texts: readonly string[]): Promise<readonly (Float32Array | null)[]>;
}
