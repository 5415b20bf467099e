import type { CatalogueSession } from '../../application/catalogue-session';
import type { Member } from '../../domain/matching/match-record';
import type { MatchRow, Place } from './match-rows';

/** A place that a record gets, or keeps with other particulars. */
export interface NewPlace {
  readonly game: number;
  readonly member: Member;
  readonly formerIds: readonly number[];
}

const NONE: readonly number[] = [];

/** Null where the record stays as it is. */
export function newPlace({ place }: MatchRow, member: Member, game: number): NewPlace | null {
  if (place && isSame(place, member, game)) return null;
  return { game, member, formerIds: place ? formerIds(place, game) : NONE };
}

const isSame = (place: Place, member: Member, game: number): boolean =>
  place.game === game &&
  place.role === member.role &&
  place.rule === member.rule &&
  place.confidence === member.confidence &&
  place.decision === member.decision;

const formerIds = (place: Place, game: number): readonly number[] =>
  [...new Set([...place.formerIds, place.game])].filter((id) => id !== game).sort((a, b) => a - b);

const BATCH = 5_000;

const rowOf = ({ game, member, formerIds: former_ids }: NewPlace): object => ({
  ...{ record_id: member.record, game_id: game, role: member.role, rule: member.rule },
  ...{ confidence: member.confidence, decision_id: member.decision, former_ids },
});

export async function writePlaces(session: CatalogueSession, places: readonly NewPlace[]): Promise<void> {
  for (let from = 0; from < places.length; from += BATCH)
    await session.query(
      `INSERT INTO game_member AS m (record_id, game_id, role, rule, confidence, decision_id, former_ids)
       SELECT * FROM json_to_recordset($1::json) AS n (record_id bigint, game_id integer, role text, rule text,
         confidence real, decision_id integer, former_ids integer[])
       ON CONFLICT (record_id) DO UPDATE SET (game_id, role, rule, confidence, decision_id, former_ids) =
         (excluded.game_id, excluded.role, excluded.rule, excluded.confidence, excluded.decision_id, excluded.former_ids)`,
      [JSON.stringify(places.slice(from, from + BATCH).map(rowOf))],
    );
}

/** A game without live record: where its records went, or null where they are gone. */
export interface DesertedGame {
  readonly id: number;
  readonly merged_into: number | null;
}

/** A merged id leads to the game that has most of the records which once had the id. `$1`: games that records left, or that are gone. */
const LEAD_ON = `WITH held AS (
    SELECT f.id, m.game_id, row_number() OVER (PARTITION BY f.id ORDER BY count(*) DESC, m.game_id) AS place
    FROM game_member m CROSS JOIN unnest(m.former_ids) AS former (id) JOIN game f ON f.id = former.id
    JOIN game g ON g.id = m.game_id AND g.state = 'live'
    WHERE f.merged_into = ANY($1) GROUP BY f.id, m.game_id)
  UPDATE game g SET merged_into = held.game_id, version = g.version + 1 FROM held
  WHERE held.place = 1 AND g.id = held.id AND g.merged_into <> held.game_id RETURNING g.id`;

/** Answers the merged games that lead elsewhere than before. */
export async function leadOn(session: CatalogueSession, left: readonly number[]): Promise<number[]> {
  if (left.length === 0) return [];
  const { rows } = await session.query<{ id: number }>(LEAD_ON, [left]);
  return rows.map(({ id }) => id);
}

/** Whoever was sent to a merged game is sent on. Answers the games that read otherwise than before. */
export async function closeGames(session: CatalogueSession, deserted: readonly DesertedGame[]): Promise<number[]> {
  if (deserted.length === 0) return [];
  const { rows } = await session.query<{ id: number }>(
    `WITH n AS (SELECT * FROM json_to_recordset($1::json) AS n (id integer, merged_into integer)),
       compared AS (DELETE FROM game_comparison c USING n WHERE c.game_id = n.id)
     UPDATE game g SET merged_into = n.merged_into, version = g.version + 1,
       state = CASE WHEN n.merged_into IS NULL THEN 'gone' ELSE 'merged' END
     FROM n WHERE (g.id = n.id AND (g.state = 'live' OR g.state = 'gone' AND n.merged_into IS NOT NULL))
       OR (g.merged_into = n.id AND n.merged_into IS NOT NULL)
     RETURNING g.id`,
    [JSON.stringify(deserted)],
  );
  return rows.map(({ id }) => id);
}
