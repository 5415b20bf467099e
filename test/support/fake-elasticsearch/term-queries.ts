import { editDistance } from '@hexagone/kernel';
import type { FieldIndex } from './field-index';
import type { Snapshot } from './index-store';
import { isObject, type Json, listOf, objectOf, onlyEntry, textOf } from './json';
import { anyOf, best, constant, type Matches, NOTHING, scaled, sum } from './matches';
import { unparsable } from './refusal';

export interface Search {
  readonly snapshot: Snapshot;
  /** Words that were looked for and found, by field: what is highlighted. */
  readonly found: Map<string, Set<string>>;
}

/** What one field is asked: `{field: value}` or `{field: {[name]: value, …}}`. */
export interface Asked {
  readonly field: FieldIndex;
  readonly value: unknown;
  readonly options: Json;
}

/** Null where the mapping lacks the field: nothing is found then, and nobody complains. */
export function askedOf(search: Search, body: unknown, name: string): Asked | null {
  const { boost = 1, ...fields } = objectOf(body);
  const [path, given] = onlyEntry(fields) ?? [];
  if (path === undefined) throw unparsable(`[${name}] query malformed, exactly one field is needed`);
  const options: Json = isObject(given) ? { boost, ...given } : { boost };
  const field = search.snapshot.field(path);
  return field ? { field, value: isObject(given) ? given[name] : given, options } : null;
}

export const boostOf = ({ boost = 1 }: Json): number => Number(boost);

export function scoresOf({ found }: Search, field: FieldIndex, term: string): Matches {
  const { path } = field.field;
  found.set(path, (found.get(path) ?? new Set()).add(term));
  return field.scores(term);
}

const normalized = ({ field }: FieldIndex, value: unknown): string =>
  textOf(field.type === 'text' ? value : field.normalize(value));

function exact(search: Search, asked: Asked | null, values: readonly unknown[]): Matches {
  if (!asked) return NOTHING;
  const lists = values.map((value) => scoresOf(search, asked.field, normalized(asked.field, value)));
  return scaled(anyOf(lists, best), boostOf(asked.options));
}

/** Every word of the field that passes, each document with the score 1. */
function rewritten(search: Search, { field, options }: Asked, passes: (term: string) => boolean): Matches {
  const terms = [...field.postings.keys()].filter(passes);
  return constant(
    anyOf(
      terms.map((term) => scoresOf(search, field, term)),
      sum,
    ),
    boostOf(options),
  );
}

/** Words within the distance that `fuzziness` allows, the farther the less they count. */
export function fuzzyScores(search: Search, field: FieldIndex, asked: { term: string; options: Json }): Matches {
  const { term, options } = asked;
  const most = editsFor(term, textOf(options['fuzziness'] ?? '0'));
  if (most === 0) return scoresOf(search, field, term);
  const same = Number(options['prefix_length'] ?? 0);
  const near = [...field.postings.keys()]
    .map((word) => ({ word, distance: editDistance(term, word, most) }))
    .filter(({ word, distance }) => distance <= most && word.slice(0, same) === term.slice(0, same))
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, Number(options['max_expansions'] ?? 50));
  const lists = near.map(({ word, distance }) => {
    const nearness = 1 - distance / Math.max(1, Math.min(word.length, term.length));
    return scaled(scoresOf(search, field, word), Math.max(nearness, 0.01));
  });
  return anyOf(lists, best);
}

function editsFor(term: string, fuzziness: string): number {
  const [, low = '3', high = '6'] = /^AUTO(?::(\d+),(\d+))?$/u.exec(fuzziness) ?? [];
  if (!fuzziness.startsWith('AUTO')) return Number(fuzziness);
  return term.length < Number(low) ? 0 : term.length < Number(high) ? 1 : 2;
}

function inRange(value: unknown, range: Json): boolean {
  const compared = (limit: unknown): number =>
    typeof value === 'number'
      ? value - Number(limit)
      : textOf(value) < textOf(limit)
        ? -1
        : textOf(value) === textOf(limit)
          ? 0
          : 1;
  const tests: Readonly<Record<string, (limit: unknown) => boolean>> = {
    gt: (limit) => compared(limit) > 0,
    gte: (limit) => compared(limit) >= 0,
    lt: (limit) => compared(limit) < 0,
    lte: (limit) => compared(limit) <= 0,
  };
  return Object.entries(range).every(([name, limit]) => tests[name]?.(limit) ?? true);
}

const pattern = (wildcard: string): RegExp => {
  const source = wildcard.replace(/\\(.)|[.+^${}()|[\]]|\*|\?/gsu, (found: string, escaped?: string) =>
    escaped !== undefined
      ? `\\u{${(escaped.codePointAt(0) ?? 0).toString(16)}}`
      : found === '*'
        ? '.*'
        : found === '?'
          ? '.'
          : `\\${found}`,
  );
  return new RegExp(`^${source}$`, 'su');
};

type TermQuery = (search: Search, body: unknown) => Matches;

export const TERM_QUERIES: Readonly<Record<string, TermQuery>> = {
  term: (search, body) => {
    const asked = askedOf(search, body, 'value');
    return exact(search, asked, [asked?.value]);
  },
  terms: (search, body) => {
    const { boost = 1, ...fields } = objectOf(body);
    const [path, values] = onlyEntry(fields) ?? [];
    if (path === undefined || !Array.isArray(values)) throw unparsable('[terms] query requires an array of values');
    const asked = askedOf(search, { [path]: '', boost }, 'value');
    return constant(exact(search, asked, listOf(values)), Number(boost));
  },
  prefix: (search, body) => {
    const asked = askedOf(search, body, 'value');
    const start = asked ? normalized(asked.field, asked.value) : '';
    return asked ? rewritten(search, asked, (term) => term.startsWith(start)) : NOTHING;
  },
  wildcard: (search, body) => {
    const asked = askedOf(search, body, 'value');
    const fits = pattern(textOf(asked?.value));
    return asked ? rewritten(search, asked, (term) => fits.test(term)) : NOTHING;
  },
  fuzzy: (search, body) => {
    const asked = askedOf(search, body, 'value');
    if (!asked) return NOTHING;
    const options = { fuzziness: 'AUTO', ...asked.options };
    return scaled(fuzzyScores(search, asked.field, { term: textOf(asked.value), options }), boostOf(options));
  },
  range: (search, body) => {
    const asked = askedOf(search, body, 'range');
    if (!asked) return NOTHING;
    const every = search.snapshot.documents.map((_, at) => at);
    const found = every.filter((at) => asked.field.values(at).some((value) => inRange(value, asked.options)));
    return new Map(found.map((at) => [at, boostOf(asked.options)]));
  },
  exists: (search, body) => {
    const field = search.snapshot.field(textOf(objectOf(body)['field']));
    const every = field ? search.snapshot.documents.map((_, at) => at) : [];
    return new Map(every.filter((at) => (field?.values(at).length ?? 0) > 0).map((at) => [at, 1]));
  },
  ids: ({ snapshot }, body) => {
    const ids = new Set(listOf(objectOf(body)['values']).map(textOf));
    const found = snapshot.documents.flatMap(({ id }, at) => (ids.has(id) ? [at] : []));
    return new Map(found.map((at) => [at, 1]));
  },
};
