import { UseCase } from '@hexagone/kernel';
import type { GameFilter } from '../search/game-filter';
import { EmbeddingStore } from './embedding-store';
import { GameVectors, type Near } from './game-vectors';
import { QueryVectors } from './query-vectors';
import { SemanticFloor } from './semantic-floor';

/**
 * `off`: embeddings are switched off. `building`: too few games have a vector of the present model. `unavailable`: the
 * model cannot be run now, or too many texts wait for it. `no-words`: the text holds no word.
 */
export type MeaningState = 'ready' | 'off' | 'building' | 'unavailable' | 'no-words';

export interface MeaningQuestion {
  /** In French or in English. */
  readonly text: string;
  readonly filters: readonly GameFilter[];
  /** At most 1,000. */
  readonly limit: number;
}

export interface MeaningAnswer {
  readonly state: MeaningState;
  /** Best first, none below the floor; empty unless `state` is `ready`. */
  readonly near: readonly Near[];
  /** Live games without a vector of the present model, which are not among them; absent: not counted. */
  readonly missing?: number;
}

/** Of the live games, so many have a vector: then what is nearest says something. */
const ENOUGH = 0.9;

/** Games that a text in either language describes. It never throws for lack of a model: `state` says so. */
@UseCase()
export class MeaningSearch {
  constructor(
    private readonly queries: QueryVectors,
    private readonly store: EmbeddingStore,
    private readonly vectors: GameVectors,
    private readonly floor: SemanticFloor,
  ) {}

  async near({ text, filters, limit }: MeaningQuestion): Promise<MeaningAnswer> {
    const { model } = this.queries;
    if (!model) return nothing('off');
    const { live, embedded } = await this.store.coverage(model);
    const missing = live - embedded;
    if (embedded < live * ENOUGH) return { ...nothing('building'), missing };
    const vector = await this.queries.of(text).catch(() => undefined);
    if (!vector) return { ...nothing(vector === null ? 'no-words' : 'unavailable'), missing };
    const near = await this.vectors.nearest({ vector, model, filters, limit, floor: this.floor.cosine });
    return { state: 'ready', near, missing };
  }
}

const nothing = (state: MeaningState): MeaningAnswer => ({ state, near: [] });
