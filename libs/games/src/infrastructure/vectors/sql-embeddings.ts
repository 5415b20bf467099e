import { createHash } from 'node:crypto';
import { Generations } from '@hexagone/kernel';
import { Database, SqlParameters } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';
import { type Embedded, EmbeddingStore, type StalePage } from '../../application/vectors/embedding-store';
import { type Described, embeddingText } from '../../domain/meaning/embedding-text';
import { gameMappings } from '../mapping/mapping-files';
import { GAMES_DATA } from '../persistence/games-data';
import { arrayLiteral } from './stored-vector';

/** The dataset whose generation moves where vectors do. */
export const EMBEDDINGS_DATA = 'games-embeddings';

const PAGE = 500;

const PAGE_OF_TEXTS = `
  SELECT g.id, g.name, g.genres, left(g.detail -> 'summary' ->> 'en', 2000) AS summary, e.text_sha256 AS embedded
  FROM game g LEFT JOIN game_embedding e ON e.game_id = g.id AND e.model = $1
  WHERE g.state = 'live' AND g.id > $2 ORDER BY g.id LIMIT ${PAGE}`;

const COVERAGE = `
  SELECT count(*)::integer AS live, count(e.game_id)::integer AS embedded
  FROM game g LEFT JOIN game_embedding e ON e.game_id = g.id AND e.model = $1 WHERE g.state = 'live'`;

/** Another replica may still run another model: its vectors stay for a day after the last one. */
const FORGET = `
  DELETE FROM game_embedding e WHERE NOT EXISTS (SELECT FROM game g WHERE g.id = e.game_id AND g.state = 'live')
    OR e.model <> $1 AND NOT EXISTS (SELECT FROM game_embedding o
      WHERE o.model = e.model AND o.embedded_at > now() - interval '1 day')`;

interface TextRow {
  readonly id: number;
  readonly name: string;
  readonly genres: readonly string[];
  readonly summary: string | null;
  readonly embedded: string | null;
}

interface Coverage {
  readonly live: number;
  readonly embedded: number;
}

/** Vectors in the table game_embedding; where the server can index them, in an index as well. */
@Injectable()
export class SqlEmbeddings extends EmbeddingStore {
  private counted: { readonly of: string; readonly coverage: Promise<Coverage> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly generations: Generations,
  ) {
    super();
  }

  /** An index of vectors that are there already takes its time. */
  async prepare({ name, dimensions }: EmbeddingModel): Promise<void> {
    await this.database.run(async () => {
      await this.database.query("SELECT set_config('statement_timeout', '15min', true)");
      await this.database.query('SELECT game_vectors_prepare($1, $2)', [name, dimensions]);
    });
  }

  async stale(model: EmbeddingModel, after: number): Promise<StalePage> {
    const { rows } = await this.database.query<TextRow>(PAGE_OF_TEXTS, [model.name, after]);
    const games = rows
      .map((row) => ({ id: row.id, text: embeddingText(described(row)), embedded: row.embedded }))
      .filter(({ text, embedded }) => sha256(text) !== embedded);
    return { games, last: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null };
  }

  async save({ name, dimensions }: EmbeddingModel, embedded: readonly Embedded[]): Promise<void> {
    const to = new SqlParameters();
    const [model, width] = [to.add(name), to.add(dimensions)];
    const rows = embedded.map(
      ({ game, text, vector }) =>
        `(${to.add(game)}::integer, ${to.add(sha256(text))}, ${to.add(arrayLiteral(vector))}::real[])`,
    );
    await this.database.run(async () => {
      await this.database.query(
        `INSERT INTO game_embedding (game_id, model, dimensions, text_sha256, vector)
         SELECT v.game_id, ${model}, ${width}::integer, v.text_sha256, v.vector
         FROM (VALUES ${rows.join(', ')}) v(game_id, text_sha256, vector) JOIN game g ON g.id = v.game_id
         ON CONFLICT (game_id, model) DO UPDATE
           SET (text_sha256, vector, embedded_at) = (EXCLUDED.text_sha256, EXCLUDED.vector, now())`,
        to.values,
      );
      await this.generations.touch(EMBEDDINGS_DATA);
    });
  }

  async forget({ name }: EmbeddingModel): Promise<void> {
    await this.database.query(FORGET, [name]);
  }

  async coverage({ name }: EmbeddingModel): Promise<Coverage> {
    const of = `${name} ${await this.generations.of(...GAMES_DATA, EMBEDDINGS_DATA)}`;
    if (this.counted?.of !== of) {
      const coverage = this.count(name);
      this.counted = { of, coverage };
      coverage.catch(() => {
        this.counted = undefined;
      });
    }
    return this.counted.coverage;
  }

  private async count(model: string): Promise<Coverage> {
    const { rows } = await this.database.query<Coverage>(COVERAGE, [model]);
    return rows[0] ?? { live: 0, embedded: 0 };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function described({ name, genres, summary }: TextRow): Described {
  const english = new Map(gameMappings().genres.map(({ slug, en }) => [slug, en]));
  return { name, genres: genres.map((slug) => english.get(slug) ?? slug), summary };
}
