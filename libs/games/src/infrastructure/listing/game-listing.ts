import type { Listing, ListWords } from '@hexagone/platform';
import { GAME_MEMBERS } from '../persistence/game-members';
import { GAME_FIELDS } from './game-fields';

export const GAME_WORDS: ListWords = { table: GAME_FIELDS, members: Object.keys(GAME_MEMBERS) };

/** Live golden games. */
export const GAMES: Listing = {
  resource: 'games',
  fileName: 'games',
  table: GAME_FIELDS,
  sort: 'name',
  members: GAME_MEMBERS,
  source: () => ({ from: 'game g', where: ["g.state = 'live'"], id: 'g.id' }),
};
