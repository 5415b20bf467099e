import { isObject, type Json, listOf, objectOf, onlyEntry, textOf } from './json';
import { allOf, anyOf, atLeast, best, constant, type Matches, scaled, sum } from './matches';
import { unparsable } from './refusal';
import { boostOf, type Search, TERM_QUERIES } from './term-queries';
import { TEXT_QUERIES } from './text-queries';

const everything = ({ snapshot }: Search): Matches => new Map(snapshot.documents.map((_, at) => [at, 1]));

const BOOL = ['must', 'should', 'filter', 'must_not', 'minimum_should_match', 'boost', '_name', 'adjust_pure_negative'];

function bool(search: Search, body: Json): Matches {
  const odd = Object.keys(body).find((name) => !BOOL.includes(name));
  if (odd !== undefined) throw unparsable(`[bool] query does not support [${odd}]`);
  const lists = (name: string): Matches[] => listOf(body[name]).map((query) => matchesOf(search, query));
  const [must, filter, should, mustNot] = [lists('must'), lists('filter'), lists('should'), lists('must_not')];
  const needed = Number(
    body['minimum_should_match'] ?? (must.length + filter.length === 0 && should.length > 0 ? 1 : 0),
  );
  const required = [...must, ...filter.map((list) => constant(list, 0))];
  const wanted = needed > 0 ? [...required, atLeast(should, needed)] : required;
  const found = wanted.length > 0 ? allOf(wanted) : everything(search);
  const extra = needed > 0 ? [] : should;
  const kept = [...found].filter(([at]) => mustNot.every((list) => !list.has(at)));
  return new Map(kept.map(([at, score]) => [at, score + sum(extra.map((list) => list.get(at) ?? 0))]));
}

function disMax(search: Search, { queries, tie_breaker: tie = 0 }: Json): Matches {
  const lists = listOf(queries).map((query) => matchesOf(search, query));
  return anyOf(lists, (scores) => best(scores) + Number(tie) * (sum(scores) - best(scores)));
}

const COMPOUND: Readonly<Record<string, (search: Search, body: Json) => Matches>> = {
  bool,
  dis_max: disMax,
  match_all: everything,
  match_none: () => new Map(),
  constant_score: (search, { filter }) => constant(matchesOf(search, filter), 1),
};

/** Documents that the query finds. Throws where the server would refuse it. */
export function matchesOf(search: Search, query: unknown): Matches {
  const [name, body] = onlyEntry(query) ?? [];
  if (name === undefined || !isObject(body))
    throw unparsable('[query] malformed query, one object with a body is needed');
  const compound = COMPOUND[name];
  if (compound) return scaled(compound(search, body), boostOf(objectOf(body)));
  const leaf = TERM_QUERIES[name] ?? TEXT_QUERIES[name];
  if (!leaf) throw unparsable(`unknown query [${textOf(name)}]`);
  return leaf(search, body);
}
