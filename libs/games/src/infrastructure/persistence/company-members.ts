import { type JsonMembers, jsonPlain, jsonQuoted, type SqlParameters } from '@hexagone/platform';
import { getNumericCodes } from 'i18n-iso-countries';

const orNull = (json: string): string => `coalesce(${json}, 'null')`;

/** Members of a company, a row of `companies` called `c`. */
export const COMPANY_MEMBERS: JsonMembers = {
  id: jsonPlain('c.id'),
  slug: jsonQuoted('c.slug'),
  name: jsonQuoted('c.name'),
  country: orNull(jsonQuoted('c.country')),
  website: orNull(jsonQuoted('c.website')),
  roles: jsonQuoted('c.roles'),
  games: jsonPlain('c.games'),
  developed: jsonPlain('c.developed'),
  published: jsonPlain('c.published'),
};

const IS_GAME = `FILTER (WHERE g.kind = 'game')`;

const having = (role: string): string => `CASE WHEN bool_or(slug = ANY(g.${role}s)) THEN '${role}' END`;

/**
 * Named query `companies`: those of live games. The counts are of games alone, as lists of games count. `among`: a
 * condition on games.
 */
export const companiesQuery = (to: SqlParameters, among = 'true'): string => `
  counted AS (SELECT slug, count(*) ${IS_GAME}::integer AS games,
      count(*) FILTER (WHERE g.kind = 'game' AND slug = ANY(g.developers))::integer AS developed,
      count(*) FILTER (WHERE g.kind = 'game' AND slug = ANY(g.publishers))::integer AS published,
      array_remove(ARRAY[${having('developer')}, ${having('publisher')}], NULL) AS roles
    FROM (SELECT g.kind, g.developers, g.publishers, unnest(g.companies) AS slug FROM game g
      WHERE g.state = 'live' AND ${among}) g GROUP BY slug),
  companies AS MATERIALIZED (SELECT c.id, c.slug, c.name, hexagone_fold(c.name) AS name_fold, c.website,
      coalesce(${to.add(JSON.stringify(getNumericCodes()))}::jsonb ->> c.country, c.country) AS country,
      n.roles, n.games, n.developed, n.published
    FROM game_company c JOIN counted n USING (slug))`;
