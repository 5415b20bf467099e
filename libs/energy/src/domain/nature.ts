/** How final a value is, from least to most. Read from the file, never from its age. */
export const NATURES = ['real_time', 'consolidated', 'definitive'] as const;
export type Nature = (typeof NATURES)[number];

/** 1, 2, 3: as stored; a value is replaced by one of the same rank or above, never by one below. */
export const rankOf = (nature: Nature): number => NATURES.indexOf(nature) + 1;

export const natureOfRank = (rank: number): Nature => NATURES[rank - 1] ?? 'real_time';
