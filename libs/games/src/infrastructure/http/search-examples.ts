import { GAME_ITEM } from './games-examples';

/** An answer of /games/search. */
export const SEARCH_PAGE = {
  data: [
    {
      ...GAME_ITEM,
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
