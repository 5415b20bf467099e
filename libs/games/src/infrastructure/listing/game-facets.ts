import type { Language } from '@hexagone/kernel';
import { jsonObject, type JsonMembers, jsonPlain, jsonQuoted, type SqlParameters } from '@hexagone/platform';
import type { GameFilter } from '../../application/search/game-filter';
import type { Mappings } from '../../domain/mapping/mappings';
import { gameConditions } from './game-fields';
import { KIND_LABELS } from './kind-labels';

export const FACETS = ['platform', 'genre', 'company', 'year', 'kind'] as const;

export type Facet = (typeof FACETS)[number];

/** So many values of a facet, the most frequent. */
export const MOST_VALUES = 50;

type Labels = Readonly<Record<string, string>>;

/** A game's values of a facet, a row each. */
const VALUES: Readonly<Record<Facet, string>> = {
  platform: 'unnest(g.platforms)',
  genre: 'unnest(g.genres)',
  company: 'unnest(g.companies)',
  year: 'g.first_release_year',
  kind: 'g.kind',
};

/** What labels are taken from. */
export interface FacetWords {
  readonly mappings: Pick<Mappings, 'platforms' | 'genres'>;
  readonly language: Language;
}

export interface FacetTerms extends FacetWords {
  readonly facets: readonly Facet[];
  /** Resolved (`ResolveFilters`), as the list's own. */
  readonly filters: readonly GameFilter[];
}

/** All filters but those on the facet's own field. */
export const othersThan = (facet: Facet, filters: readonly GameFilter[]): readonly GameFilter[] =>
  filters.filter(({ field }) => field !== facet);

/**
 * How many games of the list have each value of these fields, whatever it is filtered by in that same field: as many as
 * the list counts with that value in place of that filter.
 */
export const facetMembers =
  ({ facets, filters, ...words }: FacetTerms) =>
  (to: SqlParameters): JsonMembers => {
    const listed = fromGames(filters, to);
    const fromOf = (facet: Facet): string => {
      const others = othersThan(facet, filters);
      return others.length === filters.length ? 'FROM listed g' : fromGames(others, to);
    };
    const counts = facetCounts(facets, fromOf, words, to);
    const columns = 'g.platforms, g.genres, g.companies, g.first_release_year, g.kind';
    return { facets: `(WITH listed AS MATERIALIZED (SELECT ${columns} ${listed}) SELECT ${counts})` };
  };

/** JSON of the counts; `fromOf`: FROM and WHERE of the games, called `g`, that a facet counts. */
export const facetCounts = (
  facets: readonly Facet[],
  fromOf: (facet: Facet) => string,
  words: FacetWords,
  to: SqlParameters,
): string =>
  jsonObject(
    Object.fromEntries(facets.map((facet) => [facet, facetSql(facet, fromOf(facet), labelSql(facet, words, to))])),
  );

const fromGames = (filters: readonly GameFilter[], to: SqlParameters): string =>
  `FROM game g WHERE ${["g.state = 'live'", ...gameConditions(filters, to)].join(' AND ')}`;

function facetSql(facet: Facet, from: string, label: string): string {
  const value = facet === 'year' ? 'f.v' : 'f.v COLLATE "C"';
  const item = jsonObject({ value: jsonQuoted('f.v'), label: jsonQuoted(label), count: jsonPlain('f.n') });
  return `(SELECT concat('[', string_agg(${item}, ',' ORDER BY f.n DESC, ${value}), ']')
    FROM (SELECT v, count(*)::integer AS n FROM (SELECT ${VALUES[facet]} AS v ${from}) u
      WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, ${value.replace('f.', '')} LIMIT ${MOST_VALUES}) f)`;
}

function labelSql(facet: Facet, words: FacetWords, to: SqlParameters): string {
  if (facet === 'year') return 'f.v::text';
  if (facet === 'company') return 'coalesce((SELECT c.name FROM game_company c WHERE c.slug = f.v), f.v)';
  return `coalesce(${to.add(JSON.stringify(labelsOf(facet, words)))}::jsonb ->> f.v, f.v)`;
}

function labelsOf(facet: 'platform' | 'genre' | 'kind', { mappings, language }: FacetWords): Labels {
  switch (facet) {
    case 'platform':
      return Object.fromEntries(mappings.platforms.map(({ slug, name }) => [slug, name]));
    case 'genre':
      return Object.fromEntries(mappings.genres.map((genre) => [genre.slug, genre[language]]));
    case 'kind':
      return Object.fromEntries(Object.entries(KIND_LABELS).map(([kind, label]) => [kind, label[language]]));
  }
}
