import type { estypes } from '@elastic/elasticsearch';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type QueryWord, queryWords } from '../../domain/search/query-words';
import { type Corrections, type StemsOf, wordsOfQuery } from '../../domain/search/text-query';

type Query = estypes.QueryDslQueryContainer;

/** Where words are looked for: folded, as they are, and by their stems. */
export interface Fields {
  readonly words: readonly string[];
  readonly stems: readonly string[];
}

const NAMES: Fields = {
  words: ['words^4', 'other_words^3'],
  stems: ['name.en^4', 'name.fr^4', 'other_names.en^3', 'other_names.fr^3'],
};

const TEXTS = ['summary.en', 'summary.fr', 'storyline.en', 'storyline.fr'];

export const IN_NAMES = NAMES;

export const ANYWHERE: Fields = {
  words: NAMES.words,
  stems: [...NAMES.stems, 'subjects.en^1.5', 'subjects.fr^1.5', ...TEXTS],
};

/** What fragments are cut from. */
export const SHOWN: Fields = { words: ['name'], stems: ['name.en', 'name.fr', ...TEXTS] };

/** Among words written as one, the two of each pair may be one word; of a long query that is not tried. */
const MOST_WORDS_JOINED = 5;

const anyOf = (queries: Query[]): Query => (queries.length === 1 && queries[0] ? queries[0] : { dis_max: { queries } });

const allOf = (must: Query[]): Query => ({ bool: { must } });

/** What a query means, word by word: the same as PostgreSQL understands by it. */
export class WordsClause {
  private readonly words: readonly QueryWord[];

  constructor(
    private readonly query: ParsedQuery,
    private readonly stemsOf: StemsOf,
  ) {
    this.words = wordsOfQuery(query);
  }

  /** Every word in any of the fields, in French, in English or as it is; `most`: how many corrections of each count. */
  all(fields: Fields, corrections: Corrections, most = Infinity): Query {
    const meant = this.words.filter(({ typed }) => !this.stemsOf(typed).stop);
    const phrases = this.query.phrases.map((said) => this.phrase(said, fields));
    if (meant.length + phrases.length === 0) return this.asTyped(fields);
    const each = meant.map((word) => this.anyForm(word, fields, corrections.get(word.folded)?.slice(0, most) ?? []));
    const whole = [...each, ...phrases];
    return anyOf([whole, ...joined(meant, whole, fields)].map(allOf));
  }

  /** Any of the words, whatever they are: what is highlighted. */
  any(fields: Fields, corrections: Corrections): Query[] {
    return [
      ...this.words.map((word) => this.anyForm(word, fields, corrections.get(word.folded) ?? [])),
      ...this.query.phrases.map((said) => this.phrase(said, fields)),
    ];
  }

  exclusions(): Query[] {
    return this.query.exclusions.map((said) => this.phrase(said, ANYWHERE));
  }

  private asTyped(fields: Fields): Query {
    return allOf(this.words.map(({ folded }) => asItIs(folded, fields)));
  }

  private anyForm({ folded, parts, others }: QueryWord, fields: Fields, corrected: readonly string[]): Query {
    const stemmed = (query: string): Query => ({ multi_match: { query, fields: [...fields.words, ...fields.stems] } });
    return anyOf([
      ...[folded, ...corrected].map(stemmed),
      ...(parts.length > 0 ? [allOf(parts.map(stemmed))] : []),
      ...others.map((word) => asItIs(word, fields)),
    ]);
  }

  private phrase(said: string, { words, stems }: Fields): Query {
    const query = queryWords(said)
      .map(({ folded }) => folded)
      .join(' ');
    return { multi_match: { query, type: 'phrase', fields: [...words, ...stems] } };
  }
}

const asItIs = (query: string, { words }: Fields): Query => ({ multi_match: { query, fields: [...words] } });

function joined(meant: readonly QueryWord[], whole: readonly Query[], fields: Fields): Query[][] {
  if (meant.length < 2 || meant.length > MOST_WORDS_JOINED) return [];
  return meant.slice(1).map(({ folded }, i) => {
    const one = asItIs(`${meant[i]?.folded ?? ''}${folded}`, fields);
    return [...whole.slice(0, i), one, ...whole.slice(i + 2)];
  });
}
