import type { Suggestion } from '../../application/search/game-search';
import { queryWords } from '../../domain/search/query-words';
import type { Place } from '../../domain/search/word-list';
import type { GameWords } from './game-words';

export interface Suggesting {
  readonly limit: number;
  readonly words: GameWords;
  /** At most so many games that have these words, none of `without`; the best known first. */
  readonly find: (places: readonly Place[], most: number, without: readonly number[]) => Promise<readonly Suggestion[]>;
}

/** What is as typed first, then what is meant by the fewest edits of a word, whoever is better known. */
export async function suggested(text: string, { limit, words, find }: Suggesting): Promise<readonly Suggestion[]> {
  const typed = queryWords(text).map(({ folded }) => folded);
  if (typed.length === 0) return [];
  const found = [
    ...(await find(
      typed.map((word) => [word]),
      limit,
      [],
    )),
  ];
  if (found.length >= limit) return found;
  for (const meant of (await words.current()).meant(typed)) {
    const known = found.map(({ id }) => id);
    if (found.length < limit) found.push(...(await find(meant, limit - found.length, known)));
  }
  return found;
}
