import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf, type Json, listOf, numberOf, objectOf } from '../../../domain/record/json-values';

type Lookup = ReadonlyMap<number | null, Json>;

/** The games of 2017, whose genres, platforms and companies are numbers of sister files, in the shape of v4. */
export async function dumpOf2017(directory: string): Promise<readonly Json[]> {
  const [games, genres, platforms, companies] = await Promise.all(
    ['igdb_games', 'genres', 'platforms', 'companies'].map((name) => listIn(join(directory, `${name}.json`))),
  );
  const known = { genres: byId(genres), platforms: byId(platforms), companies: byId(companies) };
  return (games ?? []).map((game) => asV4(game, known));
}

export async function listIn(path: string): Promise<readonly Json[]> {
  return listOf(JSON.parse(await readFile(path, 'utf8'))).map(objectOf);
}

const byId = (items: readonly Json[] = []): Lookup => new Map(items.map((item) => [idOf(item), item]));

function asV4(game: Json, known: Readonly<Record<'genres' | 'platforms' | 'companies', Lookup>>): Json {
  const { cover, first_release_date: date, genres, platforms, developers, publishers, ...others } = game;
  const milliseconds = numberOf(date);
  return {
    ...others,
    cover: cover === undefined ? undefined : { image_id: objectOf(cover)['cloudinary_id'] },
    first_release_date: milliseconds === null ? undefined : milliseconds / 1000,
    genres: listOf(genres).map((id) => named(id, known.genres)),
    platforms: listOf(platforms).map((id) => named(id, known.platforms)),
    involved_companies: [...new Set([...listOf(developers), ...listOf(publishers)])].map((id) => ({
      developer: listOf(developers).includes(id),
      publisher: listOf(publishers).includes(id),
      company: companyOf(id, known.companies),
    })),
  };
}

const named = (id: unknown, known: Lookup): Json => ({ id, name: known.get(idOf(id))?.['name'] });

function companyOf(id: unknown, known: Lookup): Json {
  const { name, country, website } = known.get(idOf(id)) ?? {};
  return { id, name, country, websites: website === undefined ? undefined : [{ url: website }] };
}
