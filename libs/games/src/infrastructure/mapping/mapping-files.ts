import { join } from 'node:path';
import { configMappings } from '../../domain/mapping/config-mappings';
import type { GenreLine, PlatformLine } from '../../domain/mapping/mapping-lines';
import type { Mappings } from '../../domain/mapping/mappings';
import { type ConfigLine, configTable, gamesConfig } from './config-table';

const PLATFORM = ['slug', 'name', 'family', 'igdb', 'sales', 'spellings'] as const;
const GENRE = ['slug', 'en', 'fr', 'igdb', 'spellings'] as const;
const COMPANY = ['alias', 'company'] as const;

/** The mapping of a folder of configuration. Throws an Error that names file and line of each contradiction. */
export function readMappings(folder: string): Mappings {
  const genres = configTable(join(folder, 'genres.csv'), GENRE);
  return configMappings({
    platforms: configTable(join(folder, 'platforms.csv'), PLATFORM).map(platformLine),
    genres: genres.filter(({ cells }) => cells.slug !== '').map(genreLine),
    noGenre: genres
      .filter(({ cells }) => cells.slug === '')
      .flatMap(({ at, cells }) => several(cells.spellings).map((word) => ({ at, word }))),
    companies: configTable(join(folder, 'company-aliases.csv'), COMPANY).map(({ at, cells }) => ({ at, ...cells })),
  });
}

let read: Mappings | undefined;

/** The mapping of this installation, read once. */
export const gameMappings = (): Mappings => (read ??= readMappings(gamesConfig()));

const several = (cell: string): readonly string[] => (cell === '' ? [] : cell.split('|').map((word) => word.trim()));

const platformLine = ({ at, cells }: ConfigLine<(typeof PLATFORM)[number]>): PlatformLine => ({
  at,
  slug: cells.slug,
  name: cells.name,
  family: cells.family || cells.slug,
  igdbIds: idsOf(at, cells.igdb),
  spellings: [...several(cells.sales), ...several(cells.spellings)],
});

const genreLine = ({ at, cells }: ConfigLine<(typeof GENRE)[number]>): GenreLine => ({
  at,
  slug: cells.slug,
  en: cells.en,
  fr: cells.fr,
  igdbIds: idsOf(at, cells.igdb),
  spellings: several(cells.spellings),
});

const idsOf = (at: string, cell: string): readonly number[] =>
  several(cell).map((id) => {
    if (!/^[1-9]\d{0,8}$/.test(id)) throw new Error(`${at}: "${id}" is no id of IGDB`);
    return Number(id);
  });
