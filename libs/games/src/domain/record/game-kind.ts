/** IGDB's `game_type`, in its order: the position is its number. Sources without types hold games. */
export const GAME_KINDS = [
  'game',
  'dlc',
  'expansion',
  'bundle',
  'standalone_expansion',
  'mod',
  'episode',
  'season',
  'remake',
  'remaster',
  'expanded_game',
  'port',
  'fork',
  'pack',
  'update',
] as const;

export type GameKind = (typeof GAME_KINDS)[number];
