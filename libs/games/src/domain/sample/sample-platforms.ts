/** IGDB's id and name, the code of sales figures, first and last year of its games. */
export interface SamplePlatform {
  readonly igdb: number;
  readonly name: string;
  readonly code: string | null;
  readonly from: number;
  readonly to: number;
}

const platform = (
  igdb: number,
  name: string,
  code: string | null,
  years: readonly [number, number],
): SamplePlatform => ({
  ...{ igdb, name, code },
  from: years[0],
  to: years[1],
});

export const SAMPLE_PLATFORMS: readonly SamplePlatform[] = [
  platform(6, 'PC (Microsoft Windows)', 'PC', [1988, 2026]),
  platform(29, 'Sega Mega Drive/Genesis', 'GEN', [1989, 1996]),
  platform(19, 'Super Nintendo Entertainment System', 'SNES', [1990, 1997]),
  platform(7, 'PlayStation', 'PS', [1995, 2001]),
  platform(4, 'Nintendo 64', 'N64', [1996, 2001]),
  platform(8, 'PlayStation 2', 'PS2', [2000, 2009]),
  platform(21, 'Nintendo GameCube', 'GC', [2001, 2006]),
  platform(24, 'Game Boy Advance', 'GBA', [2001, 2006]),
  platform(20, 'Nintendo DS', 'DS', [2004, 2012]),
  platform(5, 'Wii', 'Wii', [2006, 2012]),
  platform(12, 'Xbox 360', 'X360', [2005, 2014]),
  platform(9, 'PlayStation 3', 'PS3', [2006, 2014]),
  platform(37, 'Nintendo 3DS', '3DS', [2011, 2018]),
  platform(48, 'PlayStation 4', 'PS4', [2013, 2024]),
  platform(49, 'Xbox One', 'XOne', [2013, 2023]),
  platform(130, 'Nintendo Switch', null, [2017, 2026]),
];
