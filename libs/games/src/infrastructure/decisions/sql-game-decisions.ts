import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type DecidedGame,
  type DoubtedPair,
  GameDecisions,
  type ReviewState,
  type Verdict,
} from '../../application/decisions/game-decisions';
import type { RecordPair } from '../../domain/decisions/pairs';
import { matchRows, ROW, type Told } from '../catalogue/match-rows';

const GIVEN = 'unnest($1::bigint[], $2::bigint[]) AS p (a, b)';

const STANDING = 'd.record_a = p.a AND d.record_b = p.b AND d.revoked_at IS NULL';

const GAMES_OF = `SELECT m.game_id FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (id, place)
  JOIN game_member m ON m.record_id = asked.id JOIN game g ON g.id = m.game_id AND g.state = 'live'
  GROUP BY m.game_id ORDER BY min(asked.place)`;

/**
 * What linked `$1` to others, and, of the same decisions (all of one merge have one instant), what linked to others a
 * record that was on the side of `$1` and is withdrawn now.
 */
const RELEASE = `WITH freed AS (
    UPDATE game_decision SET revoked_at = now() WHERE verdict = 'must_link' AND revoked_at IS NULL
      AND (record_a = ANY($1::bigint[])) <> (record_b = ANY($1::bigint[]))
    RETURNING decided_at, record_a, record_b)
  UPDATE game_decision d SET revoked_at = now() FROM game_record w
  WHERE d.verdict = 'must_link' AND d.revoked_at IS NULL AND d.decided_at IN (SELECT decided_at FROM freed)
    AND NOT (d.record_a = ANY($1) OR d.record_b = ANY($1))
    AND w.id IN (d.record_a, d.record_b) AND w.withdrawn_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM freed f WHERE f.decided_at = d.decided_at AND w.id IN (f.record_a, f.record_b))`;

const columns = (pairs: readonly RecordPair[]): [readonly number[], readonly number[]] => [
  pairs.map(([a]) => a),
  pairs.map(([, b]) => b),
];

@Injectable()
export class SqlGameDecisions extends GameDecisions {
  constructor(private readonly database: Database) {
    super();
  }

  async games(ids: readonly number[]): Promise<ReadonlyMap<number, DecidedGame>> {
    const { rows: games } = await this.database.query<Omit<DecidedGame, 'records'>>(
      `SELECT id, merged_into AS "mergedInto" FROM game WHERE id = ANY($1::bigint[]) AND state <> 'gone'`,
      [ids],
    );
    const { rows } = await this.database.query<Told>(
      `SELECT ${ROW} WHERE m.game_id = ANY($1::bigint[]) AND r.withdrawn_at IS NULL ORDER BY r.id`,
      [ids],
    );
    const placed = matchRows(rows);
    return new Map(
      games.map((game) => {
        const records = placed.flatMap(({ record, place }) => (place?.game === game.id ? [record] : []));
        return [game.id, { ...game, records }];
      }),
    );
  }

  async gamesOf(records: readonly number[]): Promise<readonly number[]> {
    const { rows } = await this.database.query<{ game_id: number }>(GAMES_OF, [records]);
    return rows.map(({ game_id: id }) => id);
  }

  async parted(pairs: readonly RecordPair[]): Promise<readonly RecordPair[]> {
    const { rows } = await this.database.query<{ a: string; b: string }>(
      `SELECT p.a, p.b FROM game_decision d JOIN ${GIVEN} ON ${STANDING} WHERE d.verdict = 'cannot_link'`,
      columns(pairs),
    );
    return rows.map(({ a, b }) => [Number(a), Number(b)]);
  }

  async decide(pairs: readonly RecordPair[], { verdict, reason }: Verdict): Promise<void> {
    const given = columns(pairs);
    await this.database.query(`UPDATE game_decision d SET revoked_at = now() FROM ${GIVEN} WHERE ${STANDING}`, given);
    await this.database.query(
      `INSERT INTO game_decision (record_a, record_b, verdict, reason) SELECT p.a, p.b, $3, $4 FROM ${GIVEN}`,
      [...given, verdict, reason],
    );
  }

  async release(records: readonly number[]): Promise<void> {
    await this.database.query(RELEASE, [records]);
  }

  async review(id: number): Promise<DoubtedPair | null> {
    const { rows } = await this.database.query<{ review: DoubtedPair }>(
      `SELECT json_build_object('id', id, 'state', state, 'record', record_id, 'candidate', candidate_id) AS review
       FROM game_review WHERE id = $1::bigint`,
      [id],
    );
    return rows[0]?.review ?? null;
  }

  async settle(id: number, { state, reason }: { state: ReviewState; reason: string }): Promise<void> {
    await this.database.query(
      `UPDATE game_review SET state = $2, settled_reason = $3, settled_at = now() WHERE id = $1`,
      [id, state, reason],
    );
  }
}
