import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bilingual, DomainError, problem } from '@hexagone/kernel';
import { idOf, type Json } from '../../../domain/record/json-values';
import { csvSample } from './csv-samples';
import { dumpOf2017, listIn } from './dump-2017';

const NO_GAMES = problem('games.no-igdb-sample', 'invalid', {
  en: 'There are no games in this folder',
  fr: 'Il n’y a pas de jeux dans ce dossier',
});

/** The second has more columns, the first says more of them. */
const CSV_SAMPLES = ['igdb_games2.csv', 'igdb_games.csv'];

/** What a folder holds, in the shape of v4: `igdb.json`, the dump of 2017 or tables. Throws DomainError: none of it. */
export async function gamesIn(directory: string): Promise<readonly Json[]> {
  const games = await readable(directory).catch((error: unknown) => {
    if (!(error instanceof SyntaxError)) throw error;
    throw noGames({ en: `${directory}: ${error.message}`, fr: `${directory} : ${error.message}` });
  });
  if (games.length > 0) return games;
  throw noGames({
    en: `${directory} holds no games: neither igdb.json nor igdb_games.json nor igdb_games.csv has any.`,
    fr: `${directory} ne contient aucun jeu : ni igdb.json, ni igdb_games.json, ni igdb_games.csv n’en a.`,
  });
}

async function readable(directory: string): Promise<readonly Json[]> {
  if (await isThere(join(directory, 'igdb.json'))) return listIn(join(directory, 'igdb.json'));
  if (await isThere(join(directory, 'igdb_games.json'))) return dumpOf2017(directory);
  const games = new Map<number | null, Json>();
  for (const name of CSV_SAMPLES) {
    const path = join(directory, name);
    const sample = (await isThere(path)) ? await csvSample(path) : [];
    for (const game of sample) games.set(idOf(game), { ...games.get(idOf(game)), ...game });
  }
  return [...games.values()];
}

const noGames = (detail: Bilingual): DomainError => new DomainError(NO_GAMES, detail);

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
