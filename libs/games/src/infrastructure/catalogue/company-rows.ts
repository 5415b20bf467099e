import type { CatalogueSession } from '../../application/catalogue-session';

/**
 * A company's name, country and website are what most of its games say. It keeps its row when it has no game left. `$1`:
 * games that changed.
 */
const SAID = `WITH slugs AS (SELECT DISTINCT unnest(companies) AS slug FROM game WHERE id = ANY($1) AND state = 'live'),
  said AS (
    SELECT c.slug, c.name, c.country, c.website FROM game g,
      jsonb_to_recordset(g.detail -> 'companies') AS c (slug text, name text, country text, website text)
    WHERE g.state = 'live' AND g.companies && (SELECT array_agg(slug) FROM slugs)),
  best AS (
    SELECT slug, mode() WITHIN GROUP (ORDER BY name COLLATE "C") AS name,
      mode() WITHIN GROUP (ORDER BY country) AS country, mode() WITHIN GROUP (ORDER BY website COLLATE "C") AS website
    FROM said JOIN slugs USING (slug) GROUP BY slug),
  moved AS (
    UPDATE game_company c SET (name, country, website) = (best.name, best.country, best.website) FROM best
    WHERE c.slug = best.slug
      AND (c.name, c.country, c.website) IS DISTINCT FROM (best.name, best.country, best.website))
  INSERT INTO game_company (id, slug, name, country, website)
  SELECT (SELECT coalesce(max(id), 0) FROM game_company) + row_number() OVER (ORDER BY slug), slug, name, country, website
  FROM best WHERE NOT EXISTS (SELECT FROM game_company c WHERE c.slug = best.slug)`;

export async function writeCompanies(session: CatalogueSession, games: readonly number[]): Promise<void> {
  await session.query(SAID, [games]);
}
