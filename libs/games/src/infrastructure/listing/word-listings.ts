import {
  CHOICE_OPERATORS,
  type FieldTable,
  integerField,
  jsonPlain,
  jsonQuoted,
  type Listing,
  type SqlParameters,
  textField,
} from '@hexagone/platform';
import type { Mappings } from '../../domain/mapping/mappings';
import { folded } from './game-fields';

const NAME = { always: true, read: folded };

/** Slugs stand for themselves. */
const SLUG = textField('w.slug', { always: true, operators: CHOICE_OPERATORS });

const GAMES = integerField('w.games', { always: true });

/** Words of the configuration, and how many games alone have each of them: as many as `GET /games?<field>=` counts. */
const source =
  (field: 'platforms' | 'genres', words: readonly object[], columns: string) =>
  (to: SqlParameters): ReturnType<Listing['source']> => ({
    with: `counted AS (SELECT slug, count(*)::integer AS games FROM
        (SELECT unnest(g.${field}) AS slug FROM game g WHERE g.state = 'live' AND g.kind = 'game') g GROUP BY slug),
      words AS MATERIALIZED (SELECT v.*, coalesce(c.games, 0) AS games
        FROM json_to_recordset(${to.add(JSON.stringify(words))}::json) AS v (${columns}) LEFT JOIN counted c USING (slug))`,
    from: 'words w',
    where: [],
    id: 'w.slug',
  });

export const PLATFORM_FIELDS: FieldTable = {
  slug: SLUG,
  name: textField('hexagone_fold(w.name)', NAME),
  family: textField('w.family', { always: true, operators: CHOICE_OPERATORS }),
  games: GAMES,
};

export const platformListing = ({ platforms }: Pick<Mappings, 'platforms'>): Listing => ({
  resource: 'platforms',
  fileName: 'platforms',
  table: PLATFORM_FIELDS,
  key: 'slug',
  sort: 'name',
  members: {
    slug: jsonQuoted('w.slug'),
    name: jsonQuoted('w.name'),
    family: jsonQuoted('w.family'),
    games: jsonPlain('w.games'),
  },
  source: source('platforms', platforms, 'slug text, name text, family text'),
});

export const GENRE_FIELDS: FieldTable = {
  slug: SLUG,
  name_en: textField('hexagone_fold(w.en)', NAME),
  name_fr: textField('hexagone_fold(w.fr)', NAME),
  games: GAMES,
};

export const genreListing = ({ genres }: Pick<Mappings, 'genres'>): Listing => ({
  resource: 'genres',
  fileName: 'genres',
  table: GENRE_FIELDS,
  key: 'slug',
  members: {
    slug: jsonQuoted('w.slug'),
    name_en: jsonQuoted('w.en'),
    name_fr: jsonQuoted('w.fr'),
    games: jsonPlain('w.games'),
  },
  source: source('genres', genres, 'slug text, en text, fr text'),
});
