/** An item of GET /games/review-queue. */
export const REVIEW = {
  id: 31,
  state: 'open',
  reason: 'late_port',
  confidence: 0.85,
  record: {
    source: 'sales',
    source_key: 'Moonlit Harbour Rally|PS3|2019|1',
    title: 'Moonlit Harbour Rally',
    kind: 'game',
    year: 2019,
    platforms: ['playstation-3'],
    companies: ['Lantern'],
    url: null,
    withdrawn: false,
    game_id: 1250,
  },
  candidate: {
    source: 'igdb',
    source_key: '1001',
    title: 'Moonlit Harbour Rally',
    kind: 'game',
    year: 2013,
    platforms: ['pc', 'playstation-3'],
    companies: ['Northwind Works'],
    url: null,
    withdrawn: false,
    game_id: 1239,
  },
  evidence: { similarity: null, year_gap: 6, shared_platforms: ['playstation-3'], shared_companies: [], vetoes: [] },
  games: [
    { id: 1239, name: 'Moonlit Harbour Rally', year: 2013 },
    { id: 1250, name: 'Moonlit Harbour Rally', year: 2019 },
  ],
  opened_at: '2026-01-05T10:00:00.000Z',
  settled_at: null,
  settled_reason: null,
};

export const SETTLED = {
  ...REVIEW,
  state: 'accepted',
  games: [{ id: 1239, name: 'Moonlit Harbour Rally', year: 2013 }],
  settled_at: '2026-01-06T09:30:00.000Z',
  settled_reason: 'A port of six years later',
};
