import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf, type Json } from '../../../domain/igdb/json-values';
import { csvSample } from './csv-samples';
import { dumpOf2017, listIn } from './dump-2017';

/** The second has more columns, the first says more of them. */
const CSV_SAMPLES = ['igdb_games2.csv', 'igdb_games.csv'];

/** What a folder holds, in the shape of v4: `igdb.json`, the dump of 2017 or tables; null where there is nothing of it. */
export async function gamesIn(directory: string): Promise<readonly Json[] | null> {
  if (await isThere(join(directory, 'igdb.json'))) return listIn(join(directory, 'igdb.json'));
  if (await isThere(join(directory, 'igdb_games.json'))) return dumpOf2017(directory);
  const games = new Map<number | null, Json>();
  for (const name of CSV_SAMPLES) {
    const path = join(directory, name);
    const sample = (await isThere(path)) ? await csvSample(path) : [];
    for (const game of sample) games.set(idOf(game), { ...games.get(idOf(game)), ...game });
  }
  return games.size > 0 ? [...games.values()] : null;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
