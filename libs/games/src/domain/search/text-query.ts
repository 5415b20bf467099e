import type { ParsedQuery } from './parsed-query';
import { type QueryWord, queryWords } from './query-words';

/** Words of titles that a word of the query was a slip of, nearest first; a word that is not there is taken as it is. */
export type Corrections = ReadonlyMap<string, readonly string[]>;

/** What a language makes of a word. */
export interface Stems {
  /** French or English drops it. */
  readonly stop: boolean;
  /** Its stems in both, and itself. */
  readonly lexemes: readonly string[];
}

export type StemsOf = (word: string) => Stems;

/** Two words may be written as one; of a long query that is not tried. */
const MOST_WORDS_JOINED = 5;

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** Any of these words, as they are. */
export const lexemesQuery = (lexemes: readonly string[]): string =>
  `(${[...new Set(lexemes)].map(quoted).join(' | ')})`;

const all = (parts: readonly string[]): string => parts.join(' & ');

function anyForm({ folded, parts, others }: QueryWord, corrected: readonly string[], stemsOf: StemsOf): string {
  const one = lexemesQuery([...stemsOf(folded).lexemes, ...others, ...corrected]);
  return parts.length === 0 ? one : `(${one} | ${all(parts.map((part) => lexemesQuery(stemsOf(part).lexemes)))})`;
}

/** Words in their order; between two of them as many places as there are stop words, which have none of their own. */
function inOrder(words: readonly QueryWord[], stemsOf: StemsOf): string {
  let written = '';
  let distance = 1;
  for (const word of words) {
    const { stop, lexemes } = stemsOf(word.typed);
    if (!stop) written += `${written === '' ? '' : ` <${distance}> `}${lexemesQuery(lexemes)}`;
    distance = stop ? distance + 1 : 1;
  }
  return written === '' ? words.map(({ folded }) => quoted(folded)).join(' <-> ') : `(${written})`;
}

/** One of each pair of neighbours as a single word, the others as they are. */
const joined = (words: readonly QueryWord[], written: readonly string[]): readonly string[] =>
  words.length > MOST_WORDS_JOINED
    ? []
    : words.slice(1).map(({ folded }, i) => {
        const one = quoted(`${words[i]?.folded ?? ''}${folded}`);
        return `(${all([...written.slice(0, i), one, ...written.slice(i + 2)])})`;
      });

/** Every word of a query, in the syntax of PostgreSQL's `tsquery`. */
export const wordsOfQuery = ({ terms }: ParsedQuery): readonly QueryWord[] => terms.flatMap(queryWords);

/** All words whose stems are needed to write the query. */
export const stemmedWords = (query: ParsedQuery): readonly string[] => [
  ...new Set(
    [...query.terms, ...query.phrases, ...query.exclusions]
      .flatMap(queryWords)
      .flatMap(({ typed, folded, parts }) => [typed, folded, ...parts]),
  ),
];

/**
 * What finds the games: every word in French, in English or as it is, but for those that either language drops, unless
 * there is nothing else. `most`: how many corrections of each word count.
 */
export function textQuery(query: ParsedQuery, stemsOf: StemsOf, corrections: Corrections, most = Infinity): string {
  const words = wordsOfQuery(query);
  const said = words.filter(({ typed }) => !stemsOf(typed).stop);
  const written = said.map((word) => anyForm(word, (corrections.get(word.folded) ?? []).slice(0, most), stemsOf));
  const phrases = query.phrases.map((phrase) => inOrder(queryWords(phrase), stemsOf));
  if (written.length + phrases.length === 0) return asTyped(query);
  const ways = written.length === 0 ? [] : [all(written), ...joined(said, written)];
  return all([...(ways.length === 0 ? [] : [`(${ways.join(' | ')})`]), ...phrases]);
}

/** The words as they are, in any order, phrases included. `unchanged`: as names themselves have them, nothing that stands for it. */
export const asTyped = (query: ParsedQuery, unchanged = false): string =>
  all(
    [...query.terms, ...query.phrases]
      .flatMap(queryWords)
      .map(({ folded }) => `${quoted(folded)}${unchanged ? ':AB' : ''}`),
  );

/** What no game found may have; null: anything may be. */
export const excludedBy = ({ exclusions }: ParsedQuery, stemsOf: StemsOf): string | null =>
  exclusions.length === 0 ? null : exclusions.map((said) => inOrder(queryWords(said), stemsOf)).join(' | ');

/** The text with the nearest word of the catalogue in place of each slip. */
export const correctedText = ({ text }: ParsedQuery, corrections: Corrections): string =>
  queryWords(text)
    .map(({ typed, folded }) => corrections.get(folded)?.[0] ?? typed)
    .join(' ');
