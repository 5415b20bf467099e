import { UseCase } from '@hexagone/kernel';
import { Glossary } from '../../domain/meaning/glossary';
import { type EmbeddingModel, EmbeddingProvider } from './embedding-provider';

const REMEMBERED = 500;

/** Texts that wait for the model, some tens of milliseconds each: whoever comes then is better served by words alone. */
const MOST_WAITING = 25;

/** Queries in either language as vectors of the present model. */
@UseCase()
export class QueryVectors {
  private readonly known = new Map<string, Promise<Float32Array | null>>();
  private waiting = 0;

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly glossary: Glossary,
  ) {}

  get model(): EmbeddingModel | null {
    return this.provider.model;
  }

  /**
   * Null: it holds no word. Throws where the model cannot be run, or has too much to do. The same queries come again: the
   * last are kept.
   */
  async of(query: string): Promise<Float32Array | null> {
    const text = this.glossary.translate(query);
    const vector = this.known.get(text) ?? this.embedded(text);
    this.known.delete(text);
    this.known.set(text, vector);
    vector.catch(() => this.known.delete(text));
    const [oldest] = this.known.keys();
    if (this.known.size > REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    return vector;
  }

  private async embedded(text: string): Promise<Float32Array | null> {
    if (this.waiting >= MOST_WAITING) throw new Error('Too many texts wait for the model');
    this.waiting++;
    try {
      const [vector] = await this.provider.embed([text]);
      return vector ?? null;
    } finally {
      this.waiting--;
    }
  }
}
