import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { EmbeddingProvider } from '../../application/vectors/embedding-provider';
import type { SemanticFloor } from '../../application/vectors/semantic-floor';
import { type EmbeddingSettings, embeddingSettings } from './embedding-settings';
import { HashEmbeddings } from './hash-embeddings';
import { UseLiteEmbeddings, useLitePlaces } from './use-lite-embeddings';

type Env = Readonly<Record<string, string | undefined>>;

/** The model that the environment asks for; chosen at start, which throws DomainError `games.embedding-settings`. */
export class ChosenEmbeddings extends EmbeddingProvider implements SemanticFloor, OnModuleInit, OnModuleDestroy {
  private chosen: HashEmbeddings | UseLiteEmbeddings | null = null;
  private settings: EmbeddingSettings | undefined;

  constructor(private readonly env: Env) {
    super();
  }

  get model(): EmbeddingProvider['model'] {
    return this.chosen?.model ?? null;
  }

  get cosine(): number {
    return this.settings?.floor ?? 1;
  }

  embed(texts: readonly string[]): Promise<readonly (Float32Array | null)[]> {
    return this.chosen?.embed(texts) ?? Promise.resolve(texts.map(() => null));
  }

  onModuleInit(): void {
    const places = useLitePlaces();
    this.settings = embeddingSettings(this.env, places !== null);
    const { provider } = this.settings;
    if (provider === 'use-lite' && places) this.chosen = new UseLiteEmbeddings(places);
    if (provider === 'hash') this.chosen = new HashEmbeddings();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.chosen instanceof UseLiteEmbeddings) await this.chosen.close();
  }
}
