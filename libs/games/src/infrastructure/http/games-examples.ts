/** An item of GET /games. */
export const GAME_ITEM = {
  id: 1239,
  name: 'Moonlit Harbour Rally',
  kind: 'game',
  first_release_date: '2013-05-17',
  first_release_year: 2013,
  first_release_precision: 'day',
  platforms: ['pc', 'playstation-3'],
  genres: ['racing'],
  developers: ['northwind-works'],
  publishers: ['lantern'],
  rating: 81.25,
  rating_count: 40,
  critic_rating: 79,
  sales_million: 1.4,
  cover: null,
  sources: ['igdb', 'opencritic', 'sales'],
  synthetic: true,
};

export const GAME_FACETS = {
  platform: [
    { value: 'pc', label: 'PC (Microsoft Windows)', count: 1 },
    { value: 'playstation-3', label: 'PlayStation 3', count: 1 },
  ],
};

export const GAME = {
  ...GAME_ITEM,
  alternative_names: [{ name: 'Rallye du port au clair de lune', comment: 'French title' }],
  rating_opencritic: 79,
  ratings: [
    { source: 'igdb', kind: 'users', value: 81.25, scale: 100, normalised: 81.25, count: 40 },
    { source: 'opencritic', kind: 'opencritic', value: 79, scale: 100, normalised: 79, count: null },
  ],
  companies: [
    {
      ...{ id: 12, slug: 'northwind-works', name: 'Northwind Works', country: 'FR' },
      ...{ website: null, developer: true, publisher: false },
    },
  ],
  releases: [{ platform: 'pc', date: '2013-05-17', precision: 'day', year: 2013, source: 'igdb' }],
  sales: {
    total_million: 1.4,
    complete: true,
    by_platform: [{ platform: 'playstation-3', million: 1.4, regions: { na: 0.6, eu: 0.5, jp: 0.1, other: 0.2 } }],
    partial: [],
  },
  editions: [
    { name: 'Moonlit Harbour Rally: Gold Edition', edition: 'gold', year: 2014, platforms: ['pc'], sources: ['igdb'] },
  ],
  related: [{ id: 1240, name: 'Moonlit Harbour Rally: Night Tracks', relation: 'has_dlc' }],
  homonyms: [{ id: 1250, name: 'Moonlit Harbour Rally', year: 1996 }],
};

export const NARRATIVE = {
  id: 1239,
  name: 'Moonlit Harbour Rally',
  summary: 'Race along the quays of a harbour town before the tide comes in.',
  storyline: null,
  keywords: ['night', 'racing'],
  themes: ['open world'],
  language: 'en',
  languages: ['en'],
  sources: ['igdb'],
};

const CANDIDATE = { source: 'igdb', source_key: '1001', observed_at: '2026-01-05T10:00:00.000Z' };

export const PROVENANCE = {
  records: [
    {
      ...{ source: 'igdb', source_key: '1001', url: null, role: 'main', rule: 'alone', confidence: 1 },
      ...{ fetched_at: '2026-01-05T10:00:00.000Z', run: 7, licence: 'generated' },
      synthetic: true,
    },
  ],
  fields: {
    name: {
      ...{ value: 'Moonlit Harbour Rally', source: 'igdb', rule: 'source-order' },
      observed_at: '2026-01-05T10:00:00.000Z',
      candidates: [{ value: 'Moonlit Harbour Rally', ...CANDIDATE }],
    },
  },
  decisions: [],
  history: [{ at: '2026-01-04T10:00:00.000Z', event: 'changed', source: 'igdb', source_key: '1001', run: 5 }],
};

export const CONFLICT = {
  game_id: 1239,
  name: 'Moonlit Harbour Rally',
  field: 'first_release_year',
  winner: { value: 2013, source: 'igdb', rule: 'source-order' },
  others: [{ value: 2011, source: 'sales' }],
  gap: 2,
  unit: 'year',
};

export const CONFLICT_SUMMARY = {
  data: [
    {
      ...{ field: 'first_release_year', sources: ['igdb', 'sales'], unit: 'year' },
      ...{ agree: 270, disagree: 25, largest_gap: 20 },
    },
  ],
};
