/** Members of a game that are read, and what is asked of those that are objects. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  id: [],
  name: [],
  alternative_names: ['name', 'comment'],
  cover: ['image_id'],
  rating: [],
  rating_count: [],
  aggregated_rating: [],
  aggregated_rating_count: [],
  first_release_date: [],
  release_dates: ['date', 'y', 'm', 'date_format', 'category', 'platform'],
  genres: ['name'],
  themes: ['name'],
  keywords: ['name'],
  platforms: ['name'],
  involved_companies: ['developer', 'publisher', 'company.name', 'company.country', 'company.websites.url'],
  storyline: [],
  summary: [],
  url: [],
  game_type: [],
  category: [],
  parent_game: [],
  version_parent: [],
  version_title: [],
  external_games: ['uid', 'external_game_source', 'category'],
  updated_at: [],
};

/** Names of a game's members. */
export const IGDB_MEMBERS: readonly string[] = Object.keys(ASKED);

/** The same with what is asked of each, as Apicalypse writes it. */
export const IGDB_FIELDS: readonly string[] = Object.entries(ASKED).flatMap(([member, inner]) =>
  inner.length > 0 ? inner.map((field) => `${member}.${field}`) : [member],
);
