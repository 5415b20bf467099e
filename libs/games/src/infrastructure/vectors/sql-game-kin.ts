import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { GameKin, type Kin, type Shared } from '../../application/vectors/game-kin';

/** Reasons of open doubts that hold one record to be an edition or a port of the other. */
const HELD_TO_BE_KIN = "('edition_far', 'possible_edition', 'late_port')";

const KIN = `
  WITH own AS (SELECT r.* FROM game_member m JOIN game_record r ON r.id = m.record_id AND r.withdrawn_at IS NULL
    WHERE m.game_id = $1::bigint),
  base AS (SELECT source, unnest(ARRAY[source_key, edition_of, port_of]) AS key FROM own),
  kin AS (
    SELECT r.id FROM base b JOIN game_record r ON r.source = b.source AND r.source_key = b.key
    UNION SELECT r.id FROM base b JOIN game_record r ON r.source = b.source AND r.edition_of = b.key
    UNION SELECT r.id FROM base b JOIN game_record r ON r.source = b.source AND r.port_of = b.key
    UNION SELECT r.id FROM own o JOIN game_record r ON r.match_keys @> ARRAY[o.title_key] AND r.withdrawn_at IS NULL
      AND o.title_key <> '' AND r.title_key = o.title_key AND coalesce(r.edition, o.edition) IS NOT NULL
    UNION SELECT v.candidate_id FROM own o JOIN game_review v ON v.record_id = o.id
      WHERE v.state = 'open' AND v.reason IN ${HELD_TO_BE_KIN}
    UNION SELECT v.record_id FROM own o JOIN game_review v ON v.candidate_id = o.id
      WHERE v.state = 'open' AND v.reason IN ${HELD_TO_BE_KIN})
  SELECT g.merged_into AS "mergedInto",
    ARRAY(SELECT DISTINCT m.game_id FROM kin k JOIN game_member m ON m.record_id = k.id WHERE m.game_id <> g.id) AS kin
  FROM game g WHERE g.id = $1::bigint AND g.state <> 'gone'`;

const common = (one: string, other: string): string =>
  `ARRAY(SELECT unnest(${one}) INTERSECT SELECT unnest(${other}) ORDER BY 1)`;

const keywords = (game: string): string => `ARRAY(SELECT jsonb_array_elements_text(${game}.detail -> 'keywords'))`;

const SHARED = `
  SELECT o.id, ${common('g.genres', 'o.genres')} AS genres, ${common('g.companies', 'o.companies')} AS companies,
    ${common(keywords('g'), keywords('o'))} AS keywords
  FROM game g JOIN game o ON o.id = ANY($2::integer[]) WHERE g.id = $1`;

/** Editions and ports by what records say of each other, by their titles, and by open doubts. */
@Injectable()
export class SqlGameKin extends GameKin {
  constructor(private readonly database: Database) {
    super();
  }

  async find(game: number): Promise<Kin | null> {
    const { rows } = await this.database.query<Kin>(KIN, [game]);
    return rows[0] ?? null;
  }

  async shared(game: number, others: readonly number[]): Promise<ReadonlyMap<number, Shared>> {
    const { rows } = await this.database.query<Shared & { id: number }>(SHARED, [game, others]);
    return new Map(rows.map(({ id, ...shared }) => [id, shared]));
  }
}
