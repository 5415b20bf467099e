const HEADER = 'Rank,Name,Platform,Year,Genre,Publisher,NA_Sales,EU_Sales,JP_Sales,Other_Sales,Global_Sales';

/** A file of sales of these rows. */
export const salesFile = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`;

export const HARBOUR = '1,Quiet Harbour,PS2,2004,Racing,Lantern,0.1,0.1,0,0,0.2';
export const HARBOUR_ELSEWHERE = '2,Quiet Harbour,GC,2004,Racing,Lantern,0.3,0.1,0,0,0.4';
export const WILLOW = '3,Willow Run,Wii,2008,Puzzle,Lantern,0.1,0,0,0,0.1';

/** A file of games as IGDB tells them. */
export const igdbFile = (...games: readonly object[]): string => JSON.stringify(games);
