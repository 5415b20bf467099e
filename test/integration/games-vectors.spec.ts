import type { Generations } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import type { GameVectors } from '../../libs/games/src/application/vectors/game-vectors';
import { ExactVectors } from '../../libs/games/src/infrastructure/vectors/exact-vectors';
import { IndexedVectors } from '../../libs/games/src/infrastructure/vectors/indexed-vectors';
import { EMBEDDINGS_DATA, SqlEmbeddings } from '../../libs/games/src/infrastructure/vectors/sql-embeddings';
import { Games1763700700000 } from '../../migrations/1763700700000-games';
import { GamesVectors1763700720000 } from '../../migrations/1763700720000-games-vectors';
import { freshDatabase, openDatabase } from '../support/database';
import { goldenRows } from '../support/games/golden-rows';
import { pgliteWith } from '../support/games/pglite';

const MODEL = { name: 'test-1', dimensions: 32 };
const MANY = 1500;

/** Takes to the index long before it would pay. */
class EarlyIndex extends IndexedVectors {
  protected override readonly few = 1000;
}

/** Moves whenever anything was touched, as in one process. */
function countedGenerations(): Generations {
  let moves = 0;
  return {
    of: () => Promise.resolve(String(moves)),
    touch: (dataset) => {
      expect(dataset).toBe(EMBEDDINGS_DATA);
      moves++;
      return Promise.resolve();
    },
  };
}

interface Opened {
  readonly database: Database;
  readonly vectors: GameVectors;
  readonly store: SqlEmbeddings;
  readonly touch: () => Promise<void>;
  /** How often an index was walked on. */
  readonly walks: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const WALKS = `
  SELECT pg_stat_force_next_flush(), (SELECT idx_scan::integer FROM pg_stat_user_indexes
    WHERE indexrelname = 'game_embedding_vector_near') AS walks`;

async function exact(): Promise<Opened> {
  const fresh = await freshDatabase();
  const database = openDatabase(fresh.url);
  const generations = countedGenerations();
  const vectors = new ExactVectors(database, generations);
  return {
    ...{ database, vectors, store: new SqlEmbeddings(database, generations) },
    touch: () => generations.touch(EMBEDDINGS_DATA),
    walks: () => Promise.resolve(1),
    close: async () => {
      await vectors.onModuleDestroy();
      await database.close();
      await fresh.close();
    },
  };
}

async function indexed(): Promise<Opened> {
  const { database, close } = await pgliteWith([Games1763700700000, GamesVectors1763700720000]);
  const generations = countedGenerations();
  return {
    ...{ database, vectors: new EarlyIndex(database), store: new SqlEmbeddings(database, generations), close },
    touch: () => generations.touch(EMBEDDINGS_DATA),
    walks: async () => {
      await database.query(WALKS);
      return (await database.query<{ walks: number }>(WALKS)).rows[0]?.walks ?? 0;
    },
  };
}

/** Unit vectors that any run makes alike: a pseudo-random direction of each seed. */
function direction(seed: number): Float32Array {
  let state = Math.imul(seed, 2654435761) >>> 0;
  const numbers = Float32Array.from({ length: MODEL.dimensions }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
}

/** What of a circle: game `id` stands at so many degrees from the first axis. */
function at(degrees: number): Float32Array {
  const vector = new Float32Array(MODEL.dimensions);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return vector;
}

const GAMES = [1, 2, 3, 4, 5].map((id) => ({
  id,
  name: `Game ${id}`,
  year: 2000 + id,
  genres: id % 2 === 0 ? ['racing'] : ['puzzle', 'strategy'],
}));

describe.each([
  ['in memory', exact],
  ['by the index of pgvector', indexed],
] as const)('the nearest games, %s', (_, open) => {
  let opened: Opened;
  const idsOf = async (question: Partial<Parameters<GameVectors['nearest']>[0]> = {}): Promise<number[]> => {
    const all = { vector: at(0), model: MODEL, filters: [], limit: 10, ...question };
    return (await opened.vectors.nearest(all)).map(({ id }) => id);
  };
  const saved = (entries: readonly (readonly [game: number, vector: Float32Array])[], text = ''): Promise<void> =>
    opened.store.save(
      MODEL,
      entries.map(([game, vector]) => ({ game, vector, text: `${text}${game}` })),
    );

  beforeAll(async () => {
    opened = await open();
    await goldenRows(opened.database, GAMES);
    await saved([[1, at(40)]]);
    await opened.store.prepare(MODEL);
    await opened.store.prepare(MODEL);
    await saved([2, 3, 4].map((id) => [id, at(10 * id)] as const));
    await saved([[5, at(120)]]);
  });
  afterAll(() => opened.close());

  it('come best first, with their cosines, ties by id', async () => {
    const near = await opened.vectors.nearest({ vector: at(0), model: MODEL, filters: [], limit: 10 });
    expect(near.map(({ id }) => id)).toEqual([2, 3, 1, 4, 5]);
    const cosines = [20, 30, 40, 40, 120].map((degrees) => Math.cos((degrees * Math.PI) / 180));
    near.forEach(({ cosine }, i) => {
      expect(cosine).toBeCloseTo(cosines[i]!, 5);
    });
  });

  it('are no more than asked, none below the floor, none of those left out', async () => {
    expect(await idsOf({ limit: 2 })).toEqual([2, 3]);
    expect(await idsOf({ floor: 0.8 })).toEqual([2, 3]);
    expect(await idsOf({ without: [2, 99, 1] })).toEqual([3, 4, 5]);
  });

  it('are those that the filters leave', async () => {
    expect(await idsOf({ filters: [{ field: 'genre', operator: 'eq', values: ['racing'] }] })).toEqual([2, 4]);
    const years = { field: 'year', operator: 'between', values: [2003, 2005] } as const;
    expect(await idsOf({ filters: [years] })).toEqual([3, 4, 5]);
    expect(await idsOf({ filters: [years, { field: 'genre', operator: 'in', values: ['racing'] }] })).toEqual([4]);
    expect(await idsOf({ filters: [{ field: 'genre', operator: 'eq', values: ['pinball'] }] })).toEqual([]);
  });

  it('have a vector each, of that model alone', async () => {
    expect(Array.from((await opened.vectors.of(2, MODEL))!)).toEqual(Array.from(at(20)));
    expect(await opened.vectors.of(2, { ...MODEL, name: 'test-2' })).toBeNull();
    expect(await opened.vectors.of(77, MODEL)).toBeNull();
  });

  it('follow what is embedded anew, merged or gone', async () => {
    await goldenRows(opened.database, [{ id: 8, name: 'Late' }]);
    await saved(
      [
        [8, at(1)],
        [5, at(2)],
        [999, at(3)],
      ],
      'other ',
    );
    expect(await idsOf()).toEqual([8, 5, 2, 3, 1, 4]);
    await goldenRows(opened.database, [
      { id: 8, name: 'Late', state: 'merged', mergedInto: 2 },
      { id: 5, name: 'Game 5', state: 'gone' },
    ]);
    await opened.touch();
    expect(await idsOf()).toEqual([2, 3, 1, 4]);
    expect(await opened.store.coverage(MODEL)).toEqual({ live: 4, embedded: 4 });
    await opened.store.forget(MODEL);
    expect(await opened.vectors.of(8, MODEL)).toBeNull();
  });

  it('of many are found nearly all of them, whatever the filter leaves', async () => {
    await opened.database.query(
      `INSERT INTO game (id, state, name, name_fold, title_key, kind, first_release_year, platforms, genres, developers,
         publishers, companies, countries, sources, detail, synthetic)
       SELECT i, 'live', 'g', 'g', 'g', 'game', i, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', true
       FROM generate_series(10001, $1::integer) i`,
      [10_000 + MANY],
    );
    const ids = Array.from({ length: MANY }, (_, i) => 10_001 + i);
    for (let first = 0; first < MANY; first += 200)
      await saved(ids.slice(first, first + 200).map((id) => [id, direction(id)] as const));
    const vector = direction(3);
    const cosine = (id: number): number => direction(id).reduce((sum, number, i) => sum + number * vector[i]!, 0);
    const best = (from: readonly number[]): Set<number> =>
      new Set([...from].sort((a, b) => cosine(b) - cosine(a)).slice(0, 100));
    const year = { field: 'year', operator: 'gt', values: [10_000] } as const;
    const some = { field: 'year', operator: 'gt', values: [10_000 + MANY - 300] } as const;
    for (const [filters, among] of [
      [[year], ids],
      [[some], ids.slice(-300)],
    ] as const) {
      const expected = best(among);
      const found = await idsOf({ vector, filters, limit: 100 });
      expect(found).toHaveLength(100);
      expect(found.filter((id) => expected.has(id)).length).toBeGreaterThanOrEqual(95);
    }
    expect(await opened.walks()).toBe(1);
  });

  it('are indexed for one model at a time, where the server can', async () => {
    const index = new IndexedVectors(opened.database);
    const able = opened.vectors instanceof IndexedVectors;
    expect(await index.holds(MODEL)).toBe(able);
    const other = { name: "test's", dimensions: 2 };
    await opened.store.save(other, [{ game: 1, text: 'x', vector: Float32Array.of(0.6, 0.8) }]);
    await opened.store.prepare(other);
    expect([await index.holds(MODEL), await index.holds(other)]).toEqual([false, able]);
    const question = { vector: Float32Array.of(1, 0), model: other, filters: [], limit: 3 };
    const [near] = await opened.vectors.nearest(question);
    expect(near).toEqual({ id: 1, cosine: expect.closeTo(0.6, 5) });
  });
});

describe('vectors in memory', () => {
  const LARGE = { name: 'large-1', dimensions: 4096 };
  let opened: Opened;
  beforeAll(async () => {
    opened = await exact();
    await goldenRows(
      opened.database,
      Array.from({ length: 1500 }, (_, i) => ({ id: i + 1, name: `Game ${i}` })),
    );
    await opened.database.query(
      `INSERT INTO game_embedding (game_id, model, dimensions, text_sha256, vector)
       SELECT id, $1, $2, repeat('0', 64), array_fill(1 / 64::real, ARRAY[$2::integer]) FROM game`,
      [LARGE.name, LARGE.dimensions],
    );
  });
  afterAll(() => opened.close());

  const nearest = (): Promise<readonly { readonly id: number }[]> =>
    opened.vectors.nearest({ vector: new Float32Array(4096).fill(1 / 64), model: LARGE, filters: [], limit: 2 });

  it('take no more of it however often they are read again', async () => {
    await nearest();
    const before = process.memoryUsage().rss;
    let most = 0;
    for (let i = 0; i < 20; i++) {
      await opened.touch();
      expect(await Promise.all([nearest(), nearest()])).toMatchObject(Array(2).fill([{ id: 1 }, { id: 2 }]));
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(most / 1024 ** 2).toBeLessThan(200);
  });

  it('are handed to the next thread where one has ended', async () => {
    await (opened.vectors as ExactVectors).onModuleDestroy();
    expect(await Promise.all([nearest(), nearest()])).toMatchObject(Array(2).fill([{ id: 1 }, { id: 2 }]));
  });
});
