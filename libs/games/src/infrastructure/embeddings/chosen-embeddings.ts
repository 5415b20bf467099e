import type { EmbeddingProvider } from '../../application/vectors/embedding-provider';
import type { SemanticFloor } from '../../application/vectors/semantic-floor';
import { embeddingSettings } from './embedding-settings';
import { HashEmbeddings } from './hash-embeddings';
import { NoEmbeddings } from './no-embeddings';
import { UseLiteEmbeddings, useLitePlaces } from './use-lite-embeddings';

type Env = Readonly<Record<string, string | undefined>>;

/** The model that the environment asks for. Throws DomainError `games.embedding-settings`. */
export function embeddingProvider(env: Env): EmbeddingProvider {
  const places = useLitePlaces();
  const { provider } = embeddingSettings(env, places !== null);
  if (provider === 'use-lite' && places) return new UseLiteEmbeddings(places);
  return provider === 'hash' ? new HashEmbeddings() : new NoEmbeddings();
}

export const semanticFloor = (env: Env): SemanticFloor => ({
  cosine: embeddingSettings(env, useLitePlaces() !== null).floor,
});
