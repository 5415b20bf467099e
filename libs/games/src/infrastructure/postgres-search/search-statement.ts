import { conditionsOf, type FieldTable, type SqlParameters } from '@hexagone/platform';
import type { GameFilter } from '../../application/search/game-filter';
import { GAME_FIELDS } from '../listing/game-fields';

/** The kind of a game stands beside its words: most searches need nothing else of it. */
const FIELDS: FieldTable = { ...GAME_FIELDS, kind: { ...GAME_FIELDS['kind'], sql: 's.kind' } };

/** Of more games that are found by their texts, only the best known are told apart by how often the words occur. */
const MOST_RANKED = 300;

/** Name 4, other names 3, keywords and genres 1.5, texts 1; in the order that ts_rank wants. */
const WEIGHTS = `'{0.25, 0.375, 0.75, 1}'::real[]`;

export interface Wanted {
  /** SQL of the `tsquery` that finds. */
  readonly query: string;
  /** The same with the nearest correction of each word alone; undefined: nothing was corrected. */
  readonly nearest?: string | undefined;
  readonly exclusions?: string | undefined;
  /** The query without blanks, and as the key of a title, likewise of what it was corrected to. */
  readonly forms: readonly string[];
  /** In names alone, every one of these words as it is. */
  readonly exactly?: readonly string[] | undefined;
  readonly filters: readonly GameFilter[];
  readonly offset: number;
  readonly limit: number;
}

function sourceOf(filters: readonly GameFilter[], to: SqlParameters): { from: string; conditions: readonly string[] } {
  const typed = filters.map((filter) => ({ ...filter, sql: '' }));
  const beyond = filters.some(({ field }) => field !== 'kind');
  return {
    from: `game_search s${beyond ? ' JOIN game g ON g.id = s.game_id' : ''}`,
    conditions: conditionsOf(typed, FIELDS, to).map((condition) => ` AND ${condition}`),
  };
}

/** How good a name is: equal 4, it begins so 3, all words are in it 2 (by the nearest corrections) or 1. */
function nameTier({ forms, nearest }: Wanted, to: SqlParameters): string {
  const known = `${to.add(forms)}::text[]`;
  return `CASE WHEN s.compact = ANY(${known}) OR s.key = ANY(${known}) THEN 4
    WHEN s.compact ^@ ANY(${known}) OR s.key ^@ ANY(${known}) THEN 3
    ${nearest === undefined ? '' : `WHEN NOT s.names @@ (${nearest}) THEN 1`} ELSE 2 END`;
}

/**
 * One row: the hits of the page as a JSON array of [id, score], and how many there are in all. Names are judged first,
 * from short rows; the others, which may be a third of the catalogue, are only looked at where names do not fill the page.
 */
export function searchStatement(wanted: Wanted, to: SqlParameters): string {
  const { query, exclusions, exactly, offset, limit } = wanted;
  const { from, conditions } = sourceOf(wanted.filters, to);
  const without = exclusions === undefined ? '' : ` AND NOT s.document @@ (${exclusions})`;
  const where = `${conditions.join('')}${without}`;
  const words = exactly ? ` AND s.title_words @> ${to.add(exactly)}::text[]` : '';
  const last = `${to.add(offset + limit)}::integer`;
  const named = `SELECT s.game_id AS id, ${nameTier(wanted, to)} + ts_rank(${WEIGHTS}, s.names, ${query}, 1) AS score
    FROM ${from} WHERE s.names @@ (${query})${words}${where}`;
  const found = exactly
    ? 'SELECT id, 0::real AS popularity FROM named'
    : `SELECT s.game_id AS id, s.popularity FROM ${from} WHERE s.document @@ (${query})${where}`;
  return `WITH named AS MATERIALIZED (${named}), found AS MATERIALIZED (${found}),
    others AS MATERIALIZED (
      SELECT id, row_number() OVER (ORDER BY popularity DESC, id) AS place
      FROM found f WHERE NOT EXISTS (SELECT FROM named n WHERE n.id = f.id)
      ORDER BY place LIMIT greatest(0, ${last} - (SELECT count(*) FROM named)) + ${MOST_RANKED}),
    ranked AS (
      SELECT id, score FROM named
      UNION ALL (SELECT o.id, CASE WHEN o.place <= ${MOST_RANKED} THEN ts_rank(${WEIGHTS}, s.document, ${query}, 1) ELSE -o.place END
        FROM others o JOIN game_search s ON s.game_id = o.id WHERE ${last} > (SELECT count(*) FROM named)))
    SELECT (SELECT count(*)::integer FROM found) AS total,
      (SELECT json_agg(json_build_array(id, score) ORDER BY score DESC, id) FROM
        (SELECT id, score FROM ranked ORDER BY score DESC, id LIMIT ${to.add(limit)} OFFSET ${to.add(offset)}) page) AS hits`;
}
