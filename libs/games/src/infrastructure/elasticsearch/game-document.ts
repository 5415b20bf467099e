import type { Genre } from '../../domain/mapping/mappings';
import { queryWords } from '../../domain/search/query-words';
import { fold, wordsOf } from '../../domain/title/fold';

interface Texts {
  readonly en?: string | null;
  readonly fr?: string | null;
}

/** A live game as the database has it. */
export interface GameRow {
  readonly id: number;
  readonly name: string;
  readonly name_fold: string;
  readonly title_key: string;
  readonly kind: string;
  readonly year: number | null;
  readonly first_release_date: string | null;
  readonly rating: number | null;
  readonly rating_count: number | null;
  readonly critic_rating: number | null;
  readonly sales_million: number | null;
  readonly platforms: readonly string[];
  readonly genres: readonly string[];
  readonly companies: readonly string[];
  readonly developers: readonly string[];
  readonly publishers: readonly string[];
  readonly countries: readonly string[];
  readonly sources: readonly string[];
  readonly popularity: number;
  readonly other_names: readonly string[];
  readonly keywords: readonly string[];
  readonly themes: readonly string[];
  readonly summary: Texts | null;
  readonly storyline: Texts | null;
}

export type GameDocument = Readonly<Record<string, unknown>>;

/** Two and three words that others write as one. */
function joined(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) =>
    [2, 3].flatMap((size) => (at + size <= words.length ? [words.slice(at, at + size).join('')] : [])),
  );
}

/** A name in all the ways that its words are looked for. */
function wordForms(name: string): readonly string[] {
  const words = wordsOf(fold(name));
  const initials = queryWords(name).map(({ folded }) => folded);
  const more = initials.filter((word) => !words.includes(word));
  return [words.join(' '), ...joined(words), ...more].filter((form) => form !== '');
}

/** What is indexed of a game: all that it is found and filtered by. */
export function gameDocument(row: GameRow, genres: ReadonlyMap<string, Genre>): GameDocument {
  const { title_key: key, other_names: others, keywords, themes, ...plain } = row;
  const labels = row.genres.flatMap((slug) => genres.get(slug) ?? []);
  const titleWords = [row.name, ...others].flatMap((name) => wordsOf(fold(name)));
  return {
    ...plain,
    other_names: others,
    words: [...new Set([...wordForms(row.name), key])],
    other_words: [...new Set(others.flatMap(wordForms))],
    suggest: [row.name, ...others].map((name) => wordsOf(fold(name)).join(' ')),
    title_words: [...new Set(titleWords)],
    compact: wordsOf(fold(row.name)).join(''),
    key: key.replaceAll(' ', ''),
    subjects: { en: [...keywords, ...themes, ...labels.map(({ en }) => en)], fr: labels.map(({ fr }) => fr) },
  };
}
