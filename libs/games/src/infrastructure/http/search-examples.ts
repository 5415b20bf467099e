/** An answer of /games/search. */
export const SEARCH_PAGE = {
  data: [
    {
      id: 1239,
      name: 'Moonlit Harbour Rally',
      kind: 'game',
      first_release_date: '2013-05-17',
      first_release_year: 2013,
      first_release_precision: 'day',
      platforms: ['pc'],
      genres: ['racing'],
      developers: ['northwind-works'],
      publishers: ['northwind-works'],
      rating: 81.25,
      rating_count: 40,
      critic_rating: 79,
      sales_million: 1.4,
      cover: null,
      sources: ['igdb', 'sales'],
      synthetic: true,
      score: 0.0325,
      ranks: { lexical: 1, semantic: 2 },
      highlights: { name: ['Moonlit Harbour <em>Rally</em>'] },
    },
  ],
  meta: {
    limit: 20,
    has_more: false,
    total: 1,
    page: 1,
    mode: 'hybrid',
    engine: 'postgresql',
    degraded: false,
    semantic: 'ready',
    suggestions: ['rally'],
  },
  links: { self: '/games/search?q=raly' },
};

/** An answer of /games/suggest. */
export const SUGGESTED = {
  data: [{ id: 1239, name: 'Moonlit Harbour Rally', year: 2013, platforms: ['pc'] }],
  meta: { limit: 10, has_more: false },
  links: { self: '/games/suggest?q=moonl' },
};
