import { UseCase } from '@hexagone/kernel';
import { type EmbeddingModel, EmbeddingProvider } from './embedding-provider';
import { EmbeddingStore, type StalePage } from './embedding-store';

export interface EmbedProgress {
  readonly signal: AbortSignal;
  /** After each batch: how many games were embedded by now. */
  readonly progress?: (embedded: number) => void;
}

export interface EmbedOutcome {
  /** Null: embeddings are switched off. */
  readonly model: string | null;
  readonly embedded: number;
  /** Live games whose text holds no word. */
  readonly wordless: number;
}

const BATCH = 16;

/** Embeds every live game whose text, or the model, is not the one of its stored vector. Stops between two batches. */
@UseCase()
export class EmbedGames {
  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly store: EmbeddingStore,
  ) {}

  async execute({ signal, progress }: EmbedProgress): Promise<EmbedOutcome> {
    const { model } = this.provider;
    if (!model) return { model, embedded: 0, wordless: 0 };
    await this.store.prepare(model);
    let [embedded, wordless] = [0, 0];
    for await (const games of this.batches(model, signal)) {
      const done = await this.embed(model, games);
      embedded += done;
      wordless += games.length - done;
      progress?.(embedded);
    }
    if (!signal.aborted) await this.store.forget(model);
    return { model: model.name, embedded, wordless };
  }

  private async *batches(model: EmbeddingModel, signal: AbortSignal): AsyncGenerator<StalePage['games']> {
    for (let after: number | null = 0; after !== null;) {
      const page: StalePage = await this.store.stale(model, after);
      for (let at = 0; at < page.games.length; at += BATCH) {
        if (signal.aborted) return;
        yield page.games.slice(at, at + BATCH);
      }
      after = signal.aborted ? null : page.last;
    }
  }

  private async embed(model: EmbeddingModel, games: StalePage['games']): Promise<number> {
    const vectors = await this.provider.embed(games.map(({ text }) => text));
    const embedded = games.flatMap(({ id, text }, i) => {
      const vector = vectors[i];
      return vector ? [{ game: id, text, vector }] : [];
    });
    if (embedded.length > 0) await this.store.save(model, embedded);
    return embedded.length;
  }
}
