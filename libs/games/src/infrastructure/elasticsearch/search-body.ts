import type { estypes } from '@elastic/elasticsearch';
import { type LexicalQuestion, MOST_FOUND, type WordsQuestion } from '../../application/search/game-search';
import { queryWords, wholeForms } from '../../domain/search/query-words';
import { correctedText, type Corrections } from '../../domain/search/text-query';
import { filterClauses } from './filter-clauses';
import { ANYWHERE, IN_NAMES, type WordsClause } from './words-clause';

type Query = estypes.QueryDslQueryContainer;

/** More than any sum of relevances. */
const TIER = 1000;

const worth = (tiers: number, filter: Query): Query => ({ constant_score: { filter, boost: tiers * TIER } });

function nameTiers(forms: readonly string[]): Query[] {
  const fields = ['compact', 'key'];
  const begins = forms.flatMap((form) => fields.map((field): Query => ({ prefix: { [field]: { value: form } } })));
  return [
    ...fields.map((field) => worth(4, { terms: { [field]: [...forms] } })),
    ...begins.map((prefix) => worth(3, prefix)),
  ];
}

interface Found {
  readonly find: Query;
  readonly tiers: readonly Query[];
}

function exactly({ query }: WordsQuestion): Found {
  const words = queryWords(query.text).map(({ folded }): Query => ({ term: { title_words: folded } }));
  return { find: { bool: { filter: words } }, tiers: nameTiers(wholeForms(query.text)) };
}

function loosely({ query }: WordsQuestion, words: WordsClause, corrections: Corrections): Found {
  const forms = [...new Set([...wholeForms(query.text), ...wholeForms(correctedText(query, corrections))])];
  const named = [worth(2, words.all(IN_NAMES, corrections, 1)), worth(1, words.all(IN_NAMES, corrections))];
  return { find: words.all(ANYWHERE, corrections), tiers: [...nameTiers(forms), ...named] };
}

const asked = (question: WordsQuestion, words: WordsClause, corrections: Corrections): Found =>
  question.mode === 'exact' ? exactly(question) : loosely(question, words, corrections);

/** Best first: the name is equal, it begins so, all words are in names; then by relevance, then by id. */
export function searchBody(
  question: LexicalQuestion,
  words: WordsClause,
  corrections: Corrections,
): estypes.SearchRequest {
  const { find, tiers } = asked(question, words, corrections);
  const { filters, offset, limit } = question;
  return {
    query: {
      bool: {
        must: [find],
        filter: filterClauses(filters),
        must_not: words.exclusions(),
        should: tiers.length > 0 ? [{ dis_max: { queries: [...tiers] } }] : [],
      },
    },
    sort: [{ _score: { order: 'desc' } }, { id: 'asc' }],
    from: Math.min(offset, MOST_FOUND),
    size: Math.max(0, Math.min(limit, MOST_FOUND - offset)),
    track_total_hits: MOST_FOUND + 1,
    _source: false,
  };
}

/** The most that one question of Elasticsearch answers. */
export const WINDOW = 10_000;

/** Every game, in no order. */
export const everyBody = (
  question: WordsQuestion,
  words: WordsClause,
  corrections: Corrections,
): estypes.SearchRequest => ({
  query: {
    bool: {
      filter: [asked(question, words, corrections).find, ...filterClauses(question.filters)],
      must_not: words.exclusions(),
    },
  },
  sort: ['_doc'],
  size: WINDOW,
  track_total_hits: WINDOW + 1,
  _source: false,
});

/** Those of these games without what is excluded. */
export const allowedBody = (games: readonly number[], words: WordsClause): estypes.SearchRequest => ({
  query: { bool: { filter: [{ terms: { id: [...games] } }], must_not: words.exclusions() } },
  sort: ['_doc'],
  size: games.length,
  _source: false,
});
