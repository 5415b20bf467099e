import { EmbeddingProvider } from '../../application/vectors/embedding-provider';

/** GAMES_EMBEDDINGS=off. */
export class NoEmbeddings extends EmbeddingProvider {
  readonly model = null;

  embed(texts: readonly string[]): Promise<readonly null[]> {
    return Promise.resolve(texts.map(() => null));
  }
}
