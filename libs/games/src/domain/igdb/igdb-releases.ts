import { type Mappings, mapped } from '../mapping/mappings';
import type { GameRelease, Mapped } from '../record/game-record';
import { releaseDate } from './igdb-dates';
import { idOf, type Json, listOf, objectOf, textOf } from '../record/json-values';

/** By its id, else by its name; an id alone that nobody knows keeps its number. */
export function platformOf(value: unknown, mappings: Mappings): Mapped | null {
  const id = idOf(value);
  const name = textOf(objectOf(value)['name']);
  const found = (id === null ? null : mappings.platform(id)) ?? (name === null ? null : mappings.platform(name));
  const word = name ?? found?.name ?? (id === null ? null : `IGDB platform ${id}`);
  return word === null ? null : mapped(found, word);
}

/** Null where nothing is said, and for a word that stands for no genre. */
export function genreOf(value: unknown, mappings: Mappings): Mapped | null {
  const id = idOf(value);
  const name = textOf(objectOf(value)['name']);
  const found = (id === null ? undefined : mappings.genre(id)) ?? (name === null ? undefined : mappings.genre(name));
  if (found === null) return null;
  const word = name ?? found?.en ?? (id === null ? null : `IGDB genre ${id}`);
  return word === null ? null : mapped(found, word);
}

interface Released {
  readonly platform: Mapped;
  readonly release: GameRelease;
}

/** Platforms of the game and of its releases, and the releases whose platform is told. */
export function releasesOf(game: Json, mappings: Mappings): { platforms: Mapped[]; releases: GameRelease[] } {
  const named = new Map(listOf(game['platforms']).map((platform) => [idOf(platform), platform]));
  const released = listOf(game['release_dates'])
    .map(objectOf)
    .flatMap((release): Released[] => {
      const { platform: said } = release;
      const platform = platformOf(named.get(idOf(said)) ?? said, mappings);
      return platform ? [{ platform, release: { platform: wordOf(platform), date: releaseDate(release) } }] : [];
    });
  const own = listOf(game['platforms']).flatMap((platform) => platformOf(platform, mappings) ?? []);
  const platforms = distinct([...own, ...released.map(({ platform }) => platform)], wordOf);
  const releases = distinct(
    released.map(({ release }) => release),
    (release) => JSON.stringify(release),
  );
  return { platforms, releases };
}

const wordOf = ({ slug, name }: Mapped): string => slug ?? name;

/** The first of each. */
export function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
