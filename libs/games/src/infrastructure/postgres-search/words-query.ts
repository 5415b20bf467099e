import type { SqlParameters } from '@hexagone/platform';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type QueryWord, queryWords } from '../../domain/search/query-words';

/** Words of titles that a word of the query was a slip of, nearest first; none: taken as it is. */
export type Corrections = ReadonlyMap<string, readonly string[]>;

const plain = (word: string, to: SqlParameters): string => `plainto_tsquery('simple', ${to.add(word)})`;

/** Among words written as one, the two of each pair may be one word; of a long query that is not tried. */
const MOST_WORDS_JOINED = 5;

function anyForm({ folded, parts, others }: QueryWord, corrected: readonly string[], to: SqlParameters): string {
  const split = parts.map((part) => `hexagone_stems(${to.add(part)})`).join(' && ');
  const forms = [
    `hexagone_stems(${to.add(folded)})`,
    ...(split === '' ? [] : [`(${split})`]),
    ...[...others, ...corrected].map((word) => plain(word, to)),
  ];
  return forms.join(' || ');
}

/** SQL of a `tsquery`: every word in French, in English or as it is; words that either language drops are not asked for. */
export class WordsQuery {
  private readonly words: readonly QueryWord[];

  constructor(
    private readonly query: ParsedQuery,
    private readonly to: SqlParameters,
  ) {
    this.words = query.terms.flatMap((term) => queryWords(term));
  }

  /** `most`: how many of the corrections of each word count. */
  sql(corrections: Corrections, most = Infinity): string {
    const { to, words, query } = this;
    const each = words.map((word) => {
      const typed = to.add(word.typed);
      const corrected = (corrections.get(word.folded) ?? []).slice(0, most);
      return `CASE WHEN hexagone_is_stop_word(${typed}) THEN ''::tsquery ELSE ${anyForm(word, corrected, to)} END`;
    });
    const all = [...each.map((one) => `(${one})`), ...query.phrases.map((phrase) => this.phrase(phrase))];
    const asked = [all, ...this.joined(all)].map((parts) => `(${parts.join(' && ')})`).join(' || ');
    return `coalesce(nullif(${asked}, ''::tsquery), ${this.asTyped()})`;
  }

  /** The words as they are, stop words too. */
  asTyped(): string {
    const said = [...this.words.map(({ folded }) => folded), ...this.query.phrases.flatMap(foldedWords)];
    return said.map((word) => plain(word, this.to)).join(' && ') || `''::tsquery`;
  }

  /** SQL of what no game found may have; undefined: anything may be. */
  exclusions(): string | undefined {
    if (this.query.exclusions.length === 0) return undefined;
    return this.query.exclusions.map((excluded) => this.phrase(excluded)).join(' || ');
  }

  private phrase(said: string): string {
    const typed = this.to.add(foldedWords(said).join(' '));
    const languages = ['simple', 'public.hx_en', 'public.hx_fr'];
    return `(${languages.map((language) => `phraseto_tsquery('${language}', ${typed})`).join(' || ')})`;
  }

  private joined(all: readonly string[]): readonly (readonly string[])[] {
    const { words } = this;
    if (words.length < 2 || words.length > MOST_WORDS_JOINED) return [];
    return words.slice(1).map(({ folded }, i) => {
      const one = plain(`${words[i]?.folded ?? ''}${folded}`, this.to);
      return [...all.slice(0, i), one, ...all.slice(i + 2)];
    });
  }
}

const foldedWords = (text: string): readonly string[] => queryWords(text).map(({ folded }) => folded);
