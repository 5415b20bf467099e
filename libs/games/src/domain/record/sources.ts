/** Sources of records, in the order in which they win where nothing else decides. */
export const GAME_SOURCES = ['igdb', 'sql', 'elasticsearch', 'opencritic', 'sales'] as const;

export type GameSourceKey = (typeof GAME_SOURCES)[number];

/** A release source has one record per game and platform; the others one per game. */
export const isReleaseSource = (source: GameSourceKey): boolean => source === 'sales';

/** 0 is the best. */
export const priorityOf = (source: GameSourceKey): number => GAME_SOURCES.indexOf(source);
