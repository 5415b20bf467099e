import type { Database } from '../../database/database';
import type { Taken, Window } from './window';

/**
 * Generic cell rate algorithm, by the clock of the database: `tat` is when all permits will be there again. $2 window,
 * $3 quota, $4 cost. A refusal writes nothing and says how long to wait.
 */
const TAKE = `
  WITH cost AS (SELECT make_interval(secs => $2::float8 * $4::float8 / $3::float8) AS cost),
  taken AS (
    INSERT INTO rate_limit AS r (key, tat) SELECT $1, now() + cost FROM cost
    ON CONFLICT (key) DO UPDATE SET tat = greatest(r.tat, now()) + (SELECT cost FROM cost)
      WHERE greatest(r.tat, now()) + (SELECT cost FROM cost) <= now() + make_interval(secs => $2::float8)
    RETURNING tat)
  SELECT floor(extract(epoch FROM now() + make_interval(secs => $2::float8) - tat)::float8 * $3::float8 / $2::float8
    + 1e-6)::integer AS remaining, NULL::float8 AS wait FROM taken
  UNION ALL
  SELECT NULL, extract(epoch FROM tat + cost - make_interval(secs => $2::float8) - now())::float8
  FROM rate_limit, cost WHERE key = $1 AND NOT EXISTS (SELECT FROM taken)`;

/** In the order of the keys: two processes that give back at once never wait for each other in a circle. */
const GIVE_BACK = `
  WITH unused AS (SELECT * FROM unnest($1::text[], $2::float8[]) AS u (key, seconds)),
  mine AS MATERIALIZED (
    SELECT key FROM rate_limit WHERE key IN (SELECT key FROM unused) ORDER BY key FOR UPDATE)
  UPDATE rate_limit r SET tat = r.tat - make_interval(secs => unused.seconds)
  FROM mine JOIN unused USING (key) WHERE r.key = mine.key`;

const SWEEP = `
  DELETE FROM rate_limit WHERE key IN (SELECT key FROM rate_limit WHERE tat < now() ORDER BY key FOR UPDATE SKIP LOCKED)`;

export interface Unused {
  readonly key: string;
  /** What the permits are worth. */
  readonly seconds: number;
}

/** One quota for all processes. */
export class SharedWindows {
  constructor(private readonly database: Pick<Database, 'query'>) {}

  async take(key: string, { permits, seconds }: Window, cost: number): Promise<Taken> {
    const { rows } = await this.database.query<{ remaining: number | null; wait: number | null }>(TAKE, [
      key,
      seconds,
      permits,
      cost,
    ]);
    const [row] = rows;
    // No row: somebody else's first take, not visible yet, has used up everything.
    return row?.remaining != null ? { remaining: row.remaining } : { wait: row?.wait ?? 1 };
  }

  async giveBack(unused: readonly Unused[]): Promise<void> {
    await this.database.query(GIVE_BACK, [unused.map(({ key }) => key), unused.map(({ seconds }) => seconds)]);
  }

  /** Forgets whoever has all permits again. */
  async sweep(): Promise<void> {
    await this.database.query(SWEEP);
  }
}
