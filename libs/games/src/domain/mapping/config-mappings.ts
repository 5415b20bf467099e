import { CompanyNames } from './company-names';
import { KnownWords } from './known-words';
import type { GenreLine, MappingLines, PlatformLine } from './mapping-lines';
import type { Genre, Mappings, Platform } from './mappings';

/** The mapping as lines say it. Throws an Error with a line for each contradiction. */
export function configMappings(lines: MappingLines): Mappings {
  const platforms = new KnownWords<Platform>();
  for (const line of lines.platforms) platforms.learn(line, [line.name, ...line.spellings], platformOf(line));
  const genres = new KnownWords<Genre | null>();
  for (const line of lines.genres) genres.learn(line, [line.en, line.fr, ...line.spellings], genreOf(line));
  for (const { at, word } of lines.noGenre) genres.claim(at, word, null);
  const companies = new CompanyNames(lines.companies);
  refuse([...platforms.faults, ...strayFamilies(lines.platforms), ...genres.faults, ...companies.faults]);
  const families = new Map(lines.platforms.map(({ slug, family }) => [slug, family]));
  return {
    platforms: lines.platforms.map(platformOf),
    genres: lines.genres.map(genreOf),
    platform: (said) => platforms.find(said) ?? null,
    genre: (said) => genres.find(said),
    family: (platform) => families.get(platform) ?? platform,
    companyKey: (name) => companies.key(name),
  };
}

const platformOf = ({ slug, name, family }: PlatformLine): Platform => ({ slug, name, family });

const genreOf = ({ slug, en, fr }: GenreLine): Genre => ({ slug, en, fr });

/** A family may bear the slug of a platform only if that platform belongs to it. */
function strayFamilies(platforms: readonly PlatformLine[]): readonly string[] {
  const families = new Map(platforms.map(({ slug, family }) => [slug, family]));
  return platforms
    .filter(({ family }) => (families.get(family) ?? family) !== family)
    .map(({ at, family }) => `${at}: the platform "${family}" is not of the family "${family}"`);
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
