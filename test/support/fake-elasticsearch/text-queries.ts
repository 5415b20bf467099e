import type { FieldIndex } from './field-index';
import { type Json, listOf, objectOf, textOf } from './json';
import { allOf, anyOf, atLeast, best, constant, type Matches, NOTHING, scaled, sum } from './matches';
import { illegal, unparsable } from './refusal';
import { askedOf, boostOf, fuzzyScores, scoresOf, type Search } from './term-queries';

interface Words {
  readonly field: FieldIndex;
  readonly text: string;
  readonly options: Json;
}

type TextQuery = (search: Search, words: Words) => Matches;

function termsOf({ field, text, options }: Words): readonly { term: string; position: number }[] {
  const { analyzeQuery, normalize, path } = field.field;
  if (options['analyzer'] !== undefined) throw illegal(`[${path}]: this server knows no analyzer beside the field’s`);
  return analyzeQuery ? analyzeQuery(text) : [{ term: textOf(normalize(text)), position: 0 }];
}

/** Words at one position are alternatives. */
const byPosition = (words: Words): readonly (readonly string[])[] => [
  ...termsOf(words)
    .reduce(
      (so, { term, position }) => so.set(position, [...(so.get(position) ?? []), term]),
      new Map<number, string[]>(),
    )
    .values(),
];

function combined(lists: readonly Matches[], { operator = 'or', ...more }: Json): Matches {
  if (lists.length === 0) return NOTHING;
  if (textOf(operator).toLowerCase() === 'and') return allOf(lists);
  const { minimum_should_match: least = 1 } = more;
  const text = textOf(least);
  return atLeast(
    lists,
    text.endsWith('%') ? Math.floor((lists.length * Number.parseInt(text, 10)) / 100) : Number(text),
  );
}

const match: TextQuery = (search, words) => {
  const lists = byPosition(words).map((terms) =>
    anyOf(
      terms.map((term) => fuzzyScores(search, words.field, { term, options: words.options })),
      sum,
    ),
  );
  return combined(lists, words.options);
};

const beginning = (search: Search, field: FieldIndex, start: string): Matches => {
  const terms = [...field.postings.keys()].filter((term) => term.startsWith(start));
  return constant(
    anyOf(
      terms.map((term) => scoresOf(search, field, term)),
      sum,
    ),
    1,
  );
};

const matchBoolPrefix: TextQuery = (search, words) => {
  const terms = termsOf(words).map(({ term }) => term);
  const lists = terms.map((term, at) =>
    at === terms.length - 1
      ? beginning(search, words.field, term)
      : fuzzyScores(search, words.field, { term, options: words.options }),
  );
  return combined(lists, words.options);
};

/** The words in their order, each at its distance from the first; `slop` more between the first and the last at most. */
function phrase(search: Search, words: Words, last: 'whole' | 'prefix'): Matches {
  const { field, options } = words;
  const terms = termsOf(words);
  const [first] = terms;
  if (!first) return NOTHING;
  const slop = Number(options['slop'] ?? 0);
  const meant = terms.map(({ term, position }, at) => {
    const all = last === 'prefix' && at === terms.length - 1;
    const alternatives = all ? [...field.postings.keys()].filter((one) => one.startsWith(term)) : [term];
    return { alternatives, distance: position - first.position };
  });
  const lists = meant.map(({ alternatives }) =>
    anyOf(
      alternatives.map((one) => scoresOf(search, field, one)),
      sum,
    ),
  );
  const stands = (at: number): boolean => {
    const places = meant.map(({ alternatives }) =>
      alternatives.flatMap((one) => field.postings.get(one)?.get(at) ?? []),
    );
    return (places[0] ?? []).some((start) =>
      meant.every(({ distance }, n) => places[n]?.some((place) => Math.abs(place - start - distance) <= slop)),
    );
  };
  return new Map([...allOf(lists)].filter(([at]) => stands(at)));
}

const QUERIES: Readonly<Record<string, TextQuery>> = {
  match,
  match_bool_prefix: matchBoolPrefix,
  match_phrase: (search, words) => phrase(search, words, 'whole'),
  match_phrase_prefix: (search, words) => phrase(search, words, 'prefix'),
};

const BY_TYPE: Readonly<
  Record<string, { readonly query: string; readonly join: (scores: readonly number[]) => number }>
> = {
  best_fields: { query: 'match', join: best },
  most_fields: { query: 'match', join: sum },
  phrase: { query: 'match_phrase', join: best },
  phrase_prefix: { query: 'match_phrase_prefix', join: best },
  bool_prefix: { query: 'match_bool_prefix', join: sum },
};

function fieldsOf({ snapshot }: Search, given: unknown): readonly { field: FieldIndex; boost: number }[] {
  return listOf(given).flatMap((one) => {
    const [path = '', boost = '1'] = textOf(one).split('^');
    const fits = new RegExp(`^${path.replace(/\./gu, String.raw`\.`).replace(/\*/gu, '.*')}$`, 'u');
    const paths = [...snapshot.mapping.fields.keys()].filter((name) => fits.test(name));
    return paths.flatMap((name) => {
      const field = snapshot.field(name);
      return field ? [{ field, boost: Number(boost) }] : [];
    });
  });
}

function multiMatch(search: Search, body: unknown): Matches {
  const { query, fields, type = 'best_fields', ...options } = objectOf(body);
  const manner = BY_TYPE[textOf(type)];
  const ask = QUERIES[manner?.query ?? ''];
  if (!manner || !ask) throw unparsable(`[multi_match] this server knows no type [${textOf(type)}]`);
  if (textOf(type).startsWith('phrase') && options['fuzziness'] !== undefined) {
    throw illegal(`Fuzziness not allowed for type [${textOf(type)}]`);
  }
  const lists = fieldsOf(search, fields).map(({ field, boost }) =>
    scaled(ask(search, { field, text: textOf(query), options }), boost),
  );
  return scaled(anyOf(lists, manner.join), boostOf(options));
}

export const TEXT_QUERIES: Readonly<Record<string, (search: Search, body: unknown) => Matches>> = {
  ...Object.fromEntries(
    Object.entries(QUERIES).map(([name, ask]) => [
      name,
      (search: Search, body: unknown): Matches => {
        const asked = askedOf(search, body, 'query');
        if (!asked) return NOTHING;
        const { field, value, options } = asked;
        return scaled(ask(search, { field, text: textOf(value), options }), boostOf(options));
      },
    ]),
  ),
  multi_match: multiMatch,
};
