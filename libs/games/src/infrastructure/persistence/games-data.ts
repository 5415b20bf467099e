import { GAME_SOURCES } from '../../domain/record/sources';

/** Datasets whose generation moves where golden games change: `games` with decisions and rebuilds, the others by imports. */
export const GAMES_DATA: readonly string[] = [
  'games',
  'games-countries',
  ...GAME_SOURCES.map((source) => `games-${source}`),
];
