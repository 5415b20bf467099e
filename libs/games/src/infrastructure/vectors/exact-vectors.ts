import { Generations } from '@hexagone/kernel';
import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { GameFilter } from '../../application/search/game-filter';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';
import { GameVectors, type Near, type NearestQuestion } from '../../application/vectors/game-vectors';
import { AnsweringThread } from '../embeddings/answering-thread';
import { gameConditions } from '../listing/game-fields';
import { GAMES_DATA } from '../persistence/games-data';
import { type NearRows, type Order, type Scan, scanProgram } from './nearest-rows';
import { EMBEDDINGS_DATA } from './sql-embeddings';
import { storedVector } from './stored-vector';
import { currentMatrix, type VectorMatrix } from './vector-matrix';

interface Loaded {
  /** Model and generation. */
  readonly of: string;
  /** What the thread calls it. */
  readonly number: number;
  readonly matrix: Promise<VectorMatrix>;
  /** Filters → which rows they leave. */
  readonly masks: Map<string, Promise<Uint8Array>>;
  /** To the thread. */
  handed?: Promise<unknown> | undefined;
}

const MOST_MASKS = 50;

/** All vectors in memory, every one compared, in a thread of its own. They are read again where a generation moves. */
@Injectable()
export class ExactVectors extends GameVectors implements OnModuleDestroy {
  private readonly thread = new AnsweringThread<Order, NearRows | null>(scanProgram());
  private loaded: Loaded | undefined;
  private loads = 0;

  constructor(
    private readonly database: Database,
    private readonly generations: Generations,
  ) {
    super();
  }

  async nearest(question: NearestQuestion): Promise<readonly Near[]> {
    const { vector, model, filters, limit, floor = -1, without = [] } = question;
    const loaded = await this.load(model);
    const { ids, rows } = await loaded.matrix;
    if (ids.length === 0) return [];
    const found = await this.scanned(loaded, {
      vector,
      mask: filters.length > 0 ? await this.mask(loaded, filters) : null,
      without: without.flatMap((id) => rows.get(id) ?? []),
      limit,
      floor,
    });
    return found.map(([row, cosine]) => ({ id: ids[row] ?? 0, cosine }));
  }

  of(game: number, model: EmbeddingModel): Promise<Float32Array | null> {
    return storedVector(this.database, game, model);
  }

  onModuleDestroy(): Promise<void> {
    return this.thread.close();
  }

  /** A thread keeps one matrix, and none when it is new: it gets this one where it has not, or no more. */
  private async scanned(loaded: Loaded, scan: Scan): Promise<NearRows> {
    const { number: of, matrix } = loaded;
    const { numbers } = await matrix;
    for (;;) {
      const handed = (loaded.handed ??= this.thread.ask({ of, numbers }).catch(() => undefined));
      const found = await this.thread.ask({ of, scan });
      if (found) return found;
      if (loaded.handed === handed) loaded.handed = undefined;
    }
  }

  private async load(model: EmbeddingModel): Promise<Loaded> {
    const of = `${model.name} ${await this.generations.of(...GAMES_DATA, EMBEDDINGS_DATA)}`;
    if (this.loaded?.of === of) return this.loaded;
    const former = this.loaded?.matrix.catch(() => undefined);
    const matrix = Promise.resolve(former).then((known) => currentMatrix(this.database, model, known));
    const loaded = (this.loaded = { of, number: ++this.loads, matrix, masks: new Map() });
    matrix.catch(() => {
      if (this.loaded === loaded) this.loaded = undefined;
    });
    return loaded;
  }

  private async mask({ masks, matrix }: Loaded, filters: readonly GameFilter[]): Promise<Uint8Array> {
    const key = JSON.stringify(filters);
    const known = masks.get(key) ?? this.leftBy(filters, await matrix);
    if (masks.size >= MOST_MASKS) masks.clear();
    masks.set(key, known);
    known.catch(() => masks.delete(key));
    return known;
  }

  private async leftBy(filters: readonly GameFilter[], { ids, rows }: VectorMatrix): Promise<Uint8Array> {
    const to = new SqlParameters();
    const where = ["g.state = 'live'", ...gameConditions(filters, to)].join(' AND ');
    const { rows: found } = await this.database.query<{ ids: string }>(
      `SELECT coalesce(string_agg(g.id::text, ','), '') AS ids FROM game g WHERE ${where}`,
      to.values,
    );
    const mask = new Uint8Array(ids.length);
    for (const id of (found[0]?.ids ?? '').split(',')) {
      const row = rows.get(Number(id));
      if (row !== undefined) mask[row] = 1;
    }
    return mask;
  }
}
