import { Choice, type Filter, Filters, List, MOST_ITEMS, Text, Told, USUAL_ITEMS, Whole } from '@hexagone/platform';
import { SEARCH_MODES, type SearchMode } from '../../application/search/search-games';
import { type Facet, FACETS } from '../listing/game-facets';
import { GAME_FIELDS } from '../listing/game-fields';

const SYNTAX =
  'Words, without regard to case and accents; `"two words"` as they stand; no game with a `-word` or a `-"two words"`.';

export class SearchQuery {
  @Text({ max: 200, example: 'wicther', description: SYNTAX })
  q!: string;

  @Told(
    Choice(SEARCH_MODES),
    'What decides: words and meaning together (`hybrid`), words with typos forgiven (`lexical`), meaning alone (`semantic`), or names as they are typed (`exact`).',
    'hybrid',
  )
  mode: SearchMode = 'hybrid';

  @Told(
    Whole({ min: 1, max: MOST_ITEMS, clamped: true }),
    `Items of the page; more than ${MOST_ITEMS} counts as ${MOST_ITEMS}.`,
    USUAL_ITEMS,
  )
  limit = USUAL_ITEMS;

  @Told(Whole({ min: 1, max: 10_000 }), 'Number of the page, from 1.', 1)
  page = 1;

  @Told(List(FACETS), 'Counts the games found by the values of these fields: the 50 most frequent of each.')
  facets?: readonly Facet[];

  @Filters(GAME_FIELDS)
  filters: readonly Filter[] = [];
}

/** The most names that are suggested at once. */
export const MOST_SUGGESTED = 20;

export class SuggestQuery {
  @Text({ max: 100, example: 'zel', description: 'The beginning of a name, or of a word in it, as it is typed.' })
  q!: string;

  @Told(
    Whole({ min: 1, max: MOST_SUGGESTED, clamped: true }),
    `Names to suggest; more than ${MOST_SUGGESTED} counts as ${MOST_SUGGESTED}.`,
    10,
  )
  limit = 10;
}
