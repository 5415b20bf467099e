import type { estypes } from '@elastic/elasticsearch';
import type { Highlights } from '../../application/search/game-search';

type Query = estypes.QueryDslQueryContainer;

const [NAME, TEXT] = [{ number_of_fragments: 0 }, { number_of_fragments: 2, fragment_size: 150 }];

/** Member shown → fields that it is cut from: of a name the one with most found, of texts all. */
const MEMBERS = {
  name: ['name', 'name.en', 'name.fr'],
  summary: ['summary.en', 'summary.fr'],
  storyline: ['storyline.en', 'storyline.fr'],
} as const;

const FIELDS = Object.fromEntries(
  Object.entries(MEMBERS).flatMap(([member, fields]) =>
    fields.map((field) => [field, member === 'name' ? NAME : TEXT]),
  ),
);

export const highlightBody = (should: Query[], games: readonly number[]): estypes.SearchRequest => ({
  query: { bool: { filter: [{ terms: { id: [...games] } }], should } },
  size: games.length,
  _source: false,
  highlight: { encoder: 'html', pre_tags: ['<em>'], post_tags: ['</em>'], fields: FIELDS },
});

const marks = (fragments: readonly string[]): number => fragments.join('').split('<em>').length;

export function highlightsOf(found: Readonly<Record<string, readonly string[]>>): Highlights {
  const of = (fields: readonly string[]): (readonly string[])[] => fields.flatMap((field) => [found[field] ?? []]);
  const [name = []] = of(MEMBERS.name).sort((a, b) => marks(b) - marks(a));
  const shown = { name, summary: of(MEMBERS.summary).flat(), storyline: of(MEMBERS.storyline).flat() };
  return Object.fromEntries(Object.entries(shown).filter(([, fragments]) => fragments.length > 0));
}
