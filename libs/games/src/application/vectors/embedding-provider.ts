export interface EmbeddingModel {
  /** Name and version: vectors of two models are never compared. */
  readonly name: string;
  readonly dimensions: number;
}

/** Texts as unit vectors; near in meaning, near in direction. */
export abstract class EmbeddingProvider {
  /** Null: switched off; then nothing is ever embedded. */
  abstract readonly model: EmbeddingModel | null;
  /**
   * One unit vector per text, in their order; null for a text without any word. Few texts are answered before many.
   * Throws where the model cannot be run.
   */
  abstract embed(texts: readonly string[]): Promise<readonly (Float32Array | null)[]>;
}
