import { createHash } from 'node:crypto';
import type { estypes } from '@elastic/elasticsearch';

const FOLDED = ['lowercase', 'asciifolding'];

const SETTINGS: estypes.IndicesIndexSettings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  analysis: {
    // The same algorithms as those of PostgreSQL’s dictionaries, which judge whether a word is a slip.
    filter: {
      en_stem: { type: 'stemmer', language: 'porter2' },
      fr_stem: { type: 'stemmer', language: 'french' },
      fr_elision: { type: 'elision', articles_case: true, articles: ['l', 'm', 't', 'qu', 'n', 's', 'j', 'd', 'c'] },
    },
    normalizer: { folding: { type: 'custom', filter: FOLDED } },
    analyzer: {
      folded: { type: 'custom', tokenizer: 'standard', filter: FOLDED },
      words: { type: 'custom', tokenizer: 'whitespace' },
      en: { type: 'custom', tokenizer: 'standard', filter: [...FOLDED, 'en_stem'] },
      fr: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'fr_elision', 'asciifolding', 'fr_stem'] },
    },
  },
};

type Property = estypes.MappingProperty;

const keyword: Property = { type: 'keyword' };
const [integer, double]: readonly [Property, Property] = [{ type: 'integer' }, { type: 'double' }];
/** Longer ones are not found as a whole, and harm nobody. */
const name: Property = { type: 'keyword', ignore_above: 2000 };
const words: Property = { type: 'text', analyzer: 'words' };
const [en, fr]: readonly [Property, Property] = [
  { type: 'text', analyzer: 'en' },
  { type: 'text', analyzer: 'fr' },
];
const bilingual: Property = { properties: { en, fr } };

const LISTS = ['platforms', 'genres', 'companies', 'developers', 'publishers', 'countries', 'sources'];

const PROPERTIES: Record<string, Property> = {
  id: integer,
  name: {
    type: 'text',
    analyzer: 'folded',
    fields: { en, fr, exact: { type: 'keyword', ignore_above: 2000, normalizer: 'folding' } },
  },
  other_names: { type: 'text', analyzer: 'folded', fields: { en, fr } },
  // Folded by ourselves, as queries are; with pairs and triples of words written as one, and initials without dots.
  words,
  other_words: words,
  suggest: { type: 'search_as_you_type', analyzer: 'words' },
  title_words: name,
  name_fold: name,
  compact: name,
  key: name,
  subjects: bilingual,
  summary: bilingual,
  storyline: bilingual,
  popularity: double,
  kind: keyword,
  year: integer,
  first_release_date: keyword,
  rating: double,
  rating_count: integer,
  critic_rating: double,
  sales_million: double,
  ...Object.fromEntries(LISTS.map((list) => [list, keyword])),
};

/** What an index of games is made of; another definition is another index. */
export interface IndexDefinition {
  readonly settings: estypes.IndicesIndexSettings;
  readonly mappings: estypes.MappingTypeMapping;
}

export const GAMES_INDEX: IndexDefinition = {
  settings: SETTINGS,
  mappings: { dynamic: 'strict', properties: PROPERTIES },
};

/** Of the definition: twelve hexadecimal digits. */
export const hashOf = (definition: IndexDefinition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 12);
