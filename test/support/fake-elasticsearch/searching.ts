import { highlightsOf } from './highlighting';
import type { Snapshot } from './index-store';
import { isObject, type Json, listOf, objectOf, textOf } from './json';
import { type Found, ordered, type Sorted, windowOf } from './ordering';
import { matchesOf } from './queries';
import { illegal, unparsable } from './refusal';
import type { Search } from './term-queries';
import { suggestionsOf } from './term-suggester';

const MEMBERS = [
  ...['query', 'sort', 'from', 'size', 'search_after', 'aggs', 'aggregations', 'highlight', '_source', 'suggest'],
  ...['track_total_hits', 'track_scores', 'pit', 'timeout', 'min_score', 'version'],
];

interface Looked extends Search {
  readonly hits: readonly Found[];
}

function looked(snapshot: Snapshot, query: unknown, before: number): Looked {
  const search: Search = { snapshot, found: new Map() };
  const matches = matchesOf(search, query);
  const hits = [...matches].map(([at, score]) => ({ snapshot, at, score, place: before + at }));
  return { ...search, hits };
}

function sourceOf(source: Json, wanted: unknown): Json | undefined {
  if (wanted === false) return undefined;
  const { includes = wanted, excludes } = isObject(wanted) ? wanted : { includes: wanted, excludes: [] };
  const [kept, gone] = [includes, excludes].map((names) => (names === true ? [] : listOf(names).map(textOf)));
  const entries = Object.entries(source).filter(([name]) => !gone?.includes(name));
  return Object.fromEntries(kept?.length ? entries.filter(([name]) => kept.includes(name)) : entries);
}

function hitOf(one: Sorted, body: Json, searches: readonly Looked[]): Json {
  const document = one.snapshot.documents[one.at];
  const source = sourceOf(document?.source ?? {}, body['_source'] ?? true);
  const found = searches.find(({ snapshot }) => snapshot === one.snapshot)?.found ?? new Map<string, Set<string>>();
  const highlight = body['highlight'] === undefined ? {} : highlightsOf(one, objectOf(body['highlight']), found);
  const scored = body['sort'] === undefined || JSON.stringify(body['sort']).includes('_score');
  return {
    ...{ _index: one.snapshot.index, _id: document?.id, _score: scored ? one.score : null },
    ...(body['version'] === true && { _version: document?.version }),
    ...(source && { _source: source }),
    ...(body['sort'] !== undefined && { sort: one.sort }),
    ...(Object.keys(highlight).length > 0 && { highlight }),
  };
}

/** Above ten thousand the server counts when told to only. */
function totalOf(count: number, told: unknown): Json {
  if (told === false) return {};
  const most = told === true ? Infinity : Number(told ?? 10_000);
  return { total: count > most ? { value: most, relation: 'gte' } : { value: count, relation: 'eq' } };
}

function termsOf(hits: readonly Found[], how: Json): Json {
  const counts = new Map<unknown, number>();
  for (const { snapshot, at } of hits) {
    const field = snapshot.field(textOf(how['field']));
    if (field?.field.analyze) throw illegal(`Fielddata is disabled on [${field.field.path}]`);
    for (const value of new Set(field?.values(at))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (textOf(a) < textOf(b) ? -1 : 1));
  const size = Number(how['size'] ?? 10);
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: sorted.slice(size).reduce((so, [, count]) => so + count, 0),
    buckets: sorted.slice(0, size).map(([key, count]) => ({ key, doc_count: count })),
  };
}

const aggregationsOf = (hits: readonly Found[], asked: Json): Json =>
  Object.fromEntries(
    Object.entries(asked).map(([name, how]) => {
      const { terms } = objectOf(how);
      if (terms === undefined) throw unparsable(`Unknown aggregation type in [${name}]: this server knows [terms]`);
      return [name, termsOf(hits, objectOf(terms))];
    }),
  );

/** What `_search` answers. */
export function searched(snapshots: readonly Snapshot[], body: Json): Json {
  const odd = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (odd !== undefined) throw unparsable(`unknown key [${odd}] in the search body`);
  let before = 0;
  const searches = snapshots.map((snapshot) => {
    const search = looked(snapshot, body['query'] ?? { match_all: {} }, before);
    before += snapshot.documents.length;
    return search;
  });
  const hits = searches.flatMap((search) => search.hits);
  const { from, size } = windowOf(body);
  const page = ordered(hits, body, body['pit'] !== undefined).slice(from, from + size);
  const asked = body['aggs'] ?? body['aggregations'];
  const [first] = snapshots;
  return {
    ...{ took: 1, timed_out: false, _shards: shards(snapshots.length) },
    hits: {
      ...totalOf(hits.length, body['track_total_hits']),
      max_score: page[0]?.score ?? null,
      hits: page.map((one) => hitOf(one, body, searches)),
    },
    ...(asked !== undefined && { aggregations: aggregationsOf(hits, objectOf(asked)) }),
    ...(body['suggest'] !== undefined && first && { suggest: suggestionsOf(first, objectOf(body['suggest'])) }),
  };
}

export const counted = (snapshots: readonly Snapshot[], query: unknown = { match_all: {} }): number =>
  snapshots.reduce((so, snapshot) => so + looked(snapshot, query, 0).hits.length, 0);

export const shards = (total: number): Json => ({ total, successful: total, skipped: 0, failed: 0 });
