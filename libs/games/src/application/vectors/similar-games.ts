import { UseCase } from '@hexagone/kernel';
import { GameNotFound } from '../../domain/game.errors';
import type { GameFilter } from '../search/game-filter';
import { EmbeddingProvider } from './embedding-provider';
import { GameKin, type Shared } from './game-kin';
import { GameVectors } from './game-vectors';

export interface SimilarQuestion {
  readonly filters: readonly GameFilter[];
  /** At most 50. */
  readonly limit: number;
}

export interface SimilarGame {
  readonly id: number;
  readonly cosine: number;
  readonly why: Shared;
}

export interface SimilarAnswer {
  readonly mergedInto: number | null;
  /** `off`: embeddings are switched off. `building`: this game has no vector of the present model yet. */
  readonly state: 'ready' | 'off' | 'building';
  /** Nearest in meaning first. */
  readonly games: readonly SimilarGame[];
}

/** Games like another: never itself, its editions or its ports. Throws GameNotFound. */
@UseCase()
export class SimilarGames {
  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly vectors: GameVectors,
    private readonly kin: GameKin,
  ) {}

  async execute(game: number, question: SimilarQuestion): Promise<SimilarAnswer> {
    const found = await this.kin.find(game);
    if (!found) throw new GameNotFound(game);
    const { mergedInto, kin } = found;
    const { model } = this.provider;
    if (mergedInto !== null || !model) return { mergedInto, state: model ? 'ready' : 'off', games: [] };
    const vector = await this.vectors.of(game, model);
    if (!vector) return { mergedInto, state: 'building', games: [] };
    const near = await this.vectors.nearest({ ...question, vector, model, without: [game, ...kin] });
    const shared = await this.kin.shared(
      game,
      near.map(({ id }) => id),
    );
    return {
      mergedInto,
      state: 'ready',
      games: near.map(({ id, cosine }) => ({ id, cosine, why: shared.get(id) ?? NOTHING })),
    };
  }
}

const NOTHING: Shared = { genres: [], keywords: [], companies: [] };
