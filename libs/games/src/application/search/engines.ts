import { UseCase } from '@hexagone/kernel';
import { GameSearch, SearchUnavailable } from './game-search';
import { PreferredSearch } from './preferred-search';

export interface EngineAnswer<T> {
  readonly answer: T;
  readonly engine: string;
  /** Why the preferred engine did not answer; null: it did, or there is none. */
  readonly degradedReason: string | null;
}

/** The preferred engine, and PostgreSQL where it cannot answer: a search always has an answer. */
@UseCase()
export class SearchEngines {
  constructor(
    private readonly usual: GameSearch,
    private readonly preferred: PreferredSearch,
  ) {}

  /** `refusal`: why the preferred engine did not answer the question before; it is not asked again. */
  async ask<T>(question: (search: GameSearch) => Promise<T>, refusal: string | null = null): Promise<EngineAnswer<T>> {
    const { engine } = this.preferred;
    if (!engine || refusal !== null) return this.fallBack(question, refusal);
    try {
      return { answer: await question(engine), engine: engine.engine, degradedReason: null };
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error;
      return this.fallBack(question, error.reason);
    }
  }

  private async fallBack<T>(
    question: (search: GameSearch) => Promise<T>,
    degradedReason: string | null,
  ): Promise<EngineAnswer<T>> {
    return { answer: await question(this.usual), engine: this.usual.engine, degradedReason };
  }
}
