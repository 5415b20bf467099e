import { Injectable } from '@nestjs/common';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';
import { GameVectors, type Near, type NearestQuestion } from '../../application/vectors/game-vectors';
import { ExactVectors } from './exact-vectors';
import { IndexedVectors } from './indexed-vectors';

/** An index is made once: looked for again after this time (ms). */
const LOOK_AGAIN = 30_000;

/** The index where there is one, else all vectors in memory. */
@Injectable()
export class AvailableVectors extends GameVectors {
  private looked: { readonly at: number; readonly model: string; readonly held: Promise<boolean> } | undefined;

  constructor(
    private readonly exact: ExactVectors,
    private readonly indexed: IndexedVectors,
  ) {
    super();
  }

  async nearest(question: NearestQuestion): Promise<readonly Near[]> {
    const held = await this.isIndexed(question.model);
    return held ? this.indexed.nearest(question) : this.exact.nearest(question);
  }

  of(game: number, model: EmbeddingModel): Promise<Float32Array | null> {
    return this.exact.of(game, model);
  }

  private isIndexed(model: EmbeddingModel): Promise<boolean> {
    const now = Date.now();
    if (this.looked?.model === model.name && now - this.looked.at < LOOK_AGAIN) return this.looked.held;
    const held = this.indexed.holds(model);
    this.looked = { at: now, model: model.name, held };
    held.catch(() => (this.looked = undefined));
    return held;
  }
}
