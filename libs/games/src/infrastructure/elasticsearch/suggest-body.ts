import type { estypes } from '@elastic/elasticsearch';
import type { Place } from '../../domain/search/word-list';

type Query = estypes.QueryDslQueryContainer;

const within = (places: readonly Place[]): Query[] =>
  places.map((words, i) => {
    const goesOn = i === places.length - 1;
    const should = words.map((query): Query =>
      goesOn ? { match_bool_prefix: { suggest: { query } } } : { match: { suggest: { query } } },
    );
    return { bool: { should, minimum_should_match: 1 } };
  });

/** Names that begin so, then names with words that begin so; the best known first. */
export function suggestBody(
  places: readonly Place[],
  limit: number,
  without: readonly number[],
): estypes.SearchRequest {
  const begin = places.map(([word = '']) => word).join('');
  const queries: Query[] = [
    { constant_score: { filter: { prefix: { compact: { value: begin } } }, boost: 2 } },
    { constant_score: { filter: { bool: { filter: within(places) } }, boost: 1 } },
  ];
  return {
    query: { bool: { must: [{ dis_max: { queries } }], must_not: [{ terms: { id: [...without] } }] } },
    sort: [{ _score: { order: 'desc' } }, { popularity: 'desc' }, { id: 'asc' }],
    size: limit,
    _source: ['id', 'name', 'year', 'platforms'],
  };
}
