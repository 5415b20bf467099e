import type { Database } from '@hexagone/platform';
import type { GameRow } from './game-document';

const ROW = `json_build_object(
    'id', g.id, 'name', g.name, 'name_fold', g.name_fold, 'title_key', g.title_key, 'kind', g.kind,
    'year', g.first_release_year, 'first_release_date', g.first_release_date::text,
    'rating', g.rating, 'rating_count', g.rating_count, 'critic_rating', g.critic_rating, 'sales_million', g.sales_million,
    'platforms', g.platforms, 'genres', g.genres, 'companies', g.companies, 'developers', g.developers,
    'publishers', g.publishers, 'countries', g.countries, 'sources', g.sources,
    'popularity', coalesce(g.rating_count, 0) + 50 * coalesce(g.sales_million, 0),
    'other_names', coalesce(jsonb_path_query_array(g.detail, '$.alternativeTitles[*].name'), '[]'),
    'keywords', coalesce(g.detail -> 'keywords', '[]'), 'themes', coalesce(g.detail -> 'themes', '[]'),
    'summary', g.detail -> 'summary', 'storyline', g.detail -> 'storyline') AS row`;

/** These games, as far as they are live. */
export async function gameRows(database: Database, games: readonly number[]): Promise<readonly GameRow[]> {
  const sql = `SELECT ${ROW} FROM game g WHERE g.id = ANY($1::integer[]) AND g.state = 'live'`;
  const { rows } = await database.query<{ row: GameRow }>(sql, [games]);
  return rows.map(({ row }) => row);
}

/** Live games by id, from after that one on. */
export async function nextGameRows(database: Database, after: number, most: number): Promise<readonly GameRow[]> {
  const sql = `SELECT ${ROW} FROM game g WHERE g.id > $1 AND g.state = 'live' ORDER BY g.id LIMIT $2`;
  const { rows } = await database.query<{ row: GameRow }>(sql, [after, most]);
  return rows.map(({ row }) => row);
}
