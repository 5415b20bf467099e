import { UseCase } from '@hexagone/kernel';
import { Glossary } from '../../domain/meaning/glossary';
import { type EmbeddingModel, EmbeddingProvider } from './embedding-provider';

const REMEMBERED = 500;

/** Queries in either language as vectors of the present model. */
@UseCase()
export class QueryVectors {
  private readonly known = new Map<string, Promise<Float32Array | null>>();

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly glossary: Glossary,
  ) {}

  get model(): EmbeddingModel | null {
    return this.provider.model;
  }

  /** Null: it holds no word. Throws where the model cannot be run. The same queries come again: the last are kept. */
  of(query: string): Promise<Float32Array | null> {
    const text = this.glossary.translate(query);
    const vector = this.known.get(text) ?? this.provider.embed([text]).then(([first]) => first ?? null);
    this.known.delete(text);
    this.known.set(text, vector);
    vector.catch(() => this.known.delete(text));
    const [oldest] = this.known.keys();
    if (this.known.size > REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    return vector;
  }
}
