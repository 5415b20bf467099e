import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';
import { GameVectors, type Near, type NearestQuestion } from '../../application/vectors/game-vectors';
import { gameConditions } from '../listing/game-fields';
import { arrayLiteral, storedVector } from './stored-vector';

/** The index is used, whatever statistics say, and walked on until enough is found that the filters leave. */
const WALK_ON = `SELECT set_config('enable_sort', 'off', true), set_config('hnsw.iterative_scan', 'strict_order', true),
  set_config('hnsw.max_scan_tuples', '200000', true), set_config('hnsw.ef_search', '400', true)`;

interface Candidates {
  readonly to: SqlParameters;
  readonly from: string;
}

/** The index of pgvector over one model's vectors: made by `game_vectors_prepare`, where the server has the extension. */
@Injectable()
export class IndexedVectors extends GameVectors {
  /** Where filters leave fewer, all of them are compared. */
  protected readonly few: number = 5000;

  constructor(private readonly database: Database) {
    super();
  }

  /** Whether this model's vectors have an index. */
  async holds({ name }: EmbeddingModel): Promise<boolean> {
    const { rows } = await this.database.query<{ model: string | null }>(
      "SELECT obj_description(to_regclass('game_embedding_vector')) AS model",
    );
    return rows[0]?.model === name;
  }

  async nearest(question: NearestQuestion): Promise<readonly Near[]> {
    return this.database.run(async () => {
      const few = (await this.count(question)) < this.few;
      if (!few) await this.database.query(WALK_ON);
      const found = few ? exactly(question) : byIndex(question);
      const { rows } = await this.database.query<Near>(found.sql, found.to.values);
      return rows.filter(({ cosine }) => cosine >= (question.floor ?? -1));
    });
  }

  of(game: number, model: EmbeddingModel): Promise<Float32Array | null> {
    return storedVector(this.database, game, model);
  }

  /** Up to `few`. */
  private async count(question: NearestQuestion): Promise<number> {
    const { to, from } = candidates(question);
    const { rows } = await this.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM (SELECT ${from} LIMIT ${this.few}) c`,
      to.values,
    );
    return rows[0]?.count ?? 0;
  }
}

/** FROM and WHERE, with what is to be known of it. */
function candidates({ filters, without = [] }: NearestQuestion, columns = ''): Candidates {
  const to = new SqlParameters();
  const conditions = ["g.state = 'live'", ...gameConditions(filters, to)];
  if (without.length > 0) conditions.push(`g.id <> ALL(${to.add(without)}::integer[])`);
  return {
    to,
    from: `${columns} FROM game_embedding_vector v JOIN game g ON g.id = v.game_id WHERE ${conditions.join(' AND ')}`,
  };
}

/** Without the index: what it would be asked is computed first. */
function exactly(question: NearestQuestion): { sql: string; to: SqlParameters } {
  const { to, from } = candidates(question, 'v.game_id AS id, v.vector');
  const vector = `${to.add(arrayLiteral(question.vector))}::real[]::vector`;
  return {
    to,
    sql: `WITH c AS MATERIALIZED (SELECT ${from})
      SELECT id, 1 - (vector <=> ${vector}) AS cosine FROM c ORDER BY cosine DESC, id LIMIT ${to.add(question.limit)}`,
  };
}

function byIndex(question: NearestQuestion): { sql: string; to: SqlParameters } {
  const { to, from } = candidates(question, 'v.game_id AS id, v.vector');
  const vector = `${to.add(arrayLiteral(question.vector))}::real[]::vector`;
  return {
    to,
    sql: `SELECT id, cosine FROM (SELECT c.id, 1 - (c.vector <=> ${vector}) AS cosine FROM (SELECT ${from}) c
        ORDER BY c.vector <=> ${vector} LIMIT ${to.add(question.limit)}) near
      ORDER BY cosine DESC, id`,
  };
}
