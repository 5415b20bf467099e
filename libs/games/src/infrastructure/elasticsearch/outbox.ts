import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** A game that changed, and the number of its last change. */
export interface Change {
  readonly game: number;
  readonly seq: number;
}

export interface Failure extends Change {
  readonly error: string;
}

export interface OutboxState {
  readonly pending: number;
  readonly parked: number;
  /** Of the oldest change that waits (s). */
  readonly lagSeconds: number;
}

/** Tried after 2, 4, 8 … seconds, the last time after about four minutes. */
const MOST_ATTEMPTS = 8;

const DUE = `
  SELECT game_id AS game, max(seq)::float8 AS seq FROM (
    SELECT game_id, seq FROM game_outbox
    WHERE seq > $1 AND parked_at IS NULL AND (retry_at IS NULL OR retry_at <= clock_timestamp()) ORDER BY seq LIMIT $2) due
  GROUP BY game_id ORDER BY 2`;

const DONE = `
  DELETE FROM game_outbox o USING unnest($1::integer[], $2::bigint[]) AS d (game, seq)
  WHERE o.game_id = d.game AND o.seq <= d.seq`;

const FAILED = `
  UPDATE game_outbox o SET attempts = attempts + 1, error = left(f.error, 500),
    retry_at = clock_timestamp() + interval '1 second' * 2 ^ (attempts + 1),
    parked_at = CASE WHEN attempts + 1 >= $4 THEN clock_timestamp() END
  FROM unnest($1::integer[], $2::bigint[], $3::text[]) AS f (game, seq, error)
  WHERE o.game_id = f.game AND o.seq <= f.seq AND o.parked_at IS NULL`;

const STATE = `
  SELECT count(*) FILTER (WHERE parked_at IS NULL)::integer AS pending, count(*) FILTER (WHERE parked_at IS NOT NULL)::integer AS parked,
    coalesce(extract(epoch FROM clock_timestamp() - min(at) FILTER (WHERE parked_at IS NULL)), 0)::float8 AS "lagSeconds"
  FROM game_outbox`;

/**
 * Changes of games in the order in which they were published: whoever publishes holds the lock of the catalogue, so a
 * number that is not there yet is greater than all that are.
 */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /** Games whose turn it is, each once, of the next `most` changes after that one. */
  async due(most: number, after = 0): Promise<readonly Change[]> {
    const { rows } = await this.database.query<Change>(DUE, [after, most]);
    return rows;
  }

  /** The last change so far; 0: none waits. */
  async last(): Promise<number> {
    const { rows } = await this.database.query<{ last: number }>(
      'SELECT coalesce(max(seq), 0)::float8 AS last FROM game_outbox',
    );
    return rows[0]?.last ?? 0;
  }

  /** These changes, and earlier ones of the same games, are where they belong. */
  async done(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    await this.database.query(DONE, [changes.map(({ game }) => game), changes.map(({ seq }) => seq)]);
  }

  async doneUpTo(seq: number): Promise<void> {
    await this.database.query('DELETE FROM game_outbox WHERE seq <= $1', [seq]);
  }

  /** They will be tried again later; parked when that was in vain too often. */
  async failed(failures: readonly Failure[]): Promise<void> {
    if (failures.length === 0) return;
    const columns = [
      failures.map(({ game }) => game),
      failures.map(({ seq }) => seq),
      failures.map(({ error }) => error),
    ];
    await this.database.query(FAILED, [...columns, MOST_ATTEMPTS]);
  }

  /** These games as if they had changed again. */
  async add(games: readonly number[]): Promise<void> {
    await this.database.query('INSERT INTO game_outbox (game_id) SELECT unnest($1::integer[])', [games]);
  }

  /** Only the last change of a game matters, whether anybody takes them from here or not: one row per game at most. */
  async compact(): Promise<void> {
    await this.database.query(
      'DELETE FROM game_outbox o USING game_outbox n WHERE n.game_id = o.game_id AND n.seq > o.seq',
    );
  }

  async state(): Promise<OutboxState> {
    const { rows } = await this.database.query<OutboxState>(STATE);
    return rows[0] ?? { pending: 0, parked: 0, lagSeconds: 0 };
  }
}
