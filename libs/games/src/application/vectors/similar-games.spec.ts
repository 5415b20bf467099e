import type { EmbeddingModel, EmbeddingProvider } from './embedding-provider';
import { GameKin, type Kin, type Shared } from './game-kin';
import type { GameVectors, NearestQuestion } from './game-vectors';
import { SimilarGames } from './similar-games';

const MODEL = { name: 'letters-1', dimensions: 1 };
const COMMON: Shared = { genres: ['racing'], keywords: ['boats'], companies: [] };

class KnownKin extends GameKin {
  private readonly games = new Map<number, Kin>([
    [1, { mergedInto: null, kin: [4, 5] }],
    [2, { mergedInto: 1, kin: [] }],
    [3, { mergedInto: null, kin: [] }],
  ]);
  find = (game: number): Promise<Kin | null> => Promise.resolve(this.games.get(game) ?? null);
  shared = (): Promise<Map<number, Shared>> => Promise.resolve(new Map([[8, COMMON]]));
}

function similar(model: EmbeddingModel | null = MODEL) {
  const questions: NearestQuestion[] = [];
  const vectors: GameVectors = {
    of: (game) => Promise.resolve(game === 1 ? Float32Array.of(1) : null),
    nearest: (question) => {
      questions.push(question);
      return Promise.resolve([
        { id: 8, cosine: 0.8 },
        { id: 9, cosine: 0.7 },
      ]);
    },
  };
  const games = new SimilarGames({ model } as EmbeddingProvider, vectors, new KnownKin());
  return { questions, of: (game: number) => games.execute(game, { filters: [], limit: 10 }) };
}

describe('similar games', () => {
  it('are the nearest but the game itself, its editions and its ports, with what they share', async () => {
    const { of, questions } = similar();
    const nothing = { genres: [], keywords: [], companies: [] };
    expect(await of(1)).toEqual({
      mergedInto: null,
      state: 'ready',
      games: [
        { id: 8, cosine: 0.8, why: COMMON },
        { id: 9, cosine: 0.7, why: nothing },
      ],
    });
    const question = { vector: Float32Array.of(1), model: MODEL, filters: [], limit: 10, without: [1, 4, 5] };
    expect(questions).toEqual([question]);
  });

  it('are those of another where the game was merged', async () => {
    expect(await similar().of(2)).toEqual({ mergedInto: 1, state: 'ready', games: [] });
  });

  it('are not known yet, or never', async () => {
    expect(await similar().of(3)).toEqual({ mergedInto: null, state: 'building', games: [] });
    expect(await similar(null).of(1)).toEqual({ mergedInto: null, state: 'off', games: [] });
  });

  it('are of a game that exists', async () => {
    await expect(similar().of(99)).rejects.toMatchObject({ code: 'games.game-not-found' });
  });
});
