import { CHAR_FILTERS, untouched } from './char-filters';
import { type Json, listOf, objectOf, textOf } from './json';
import { illegal } from './refusal';
import { STEMMERS, STOP_WORDS } from './languages';

export interface Token {
  readonly term: string;
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

export type Analyzer = (text: string) => readonly Token[];

type TokenFilter = (tokens: readonly Token[]) => readonly Token[];
type Definitions = (kind: string, name: string) => Json | undefined;

/** Near enough to Unicode's word boundaries: ideographs alone, apostrophes and dots within words kept. */
const WORD =
  /\p{Script=Han}|\p{Script=Hiragana}|(?:(?![\p{Script=Han}\p{Script=Hiragana}])[\p{L}\p{M}\p{N}_])+(?:['’.:·](?:(?![\p{Script=Han}\p{Script=Hiragana}])[\p{L}\p{M}\p{N}_])+)*/gu;

const TOKENIZERS: Readonly<Record<string, RegExp>> = {
  standard: WORD,
  whitespace: /\S+/gu,
  keyword: /^[\s\S]+$/gu,
};

export const fold = (term: string): string =>
  term
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđÆŒØ’]/gu, (letter) => FOLDED[letter] ?? letter);

const FOLDED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', Æ: 'AE', Œ: 'OE', Ø: 'O', '’': "'" },
};

const eachTerm =
  (change: (term: string) => string): TokenFilter =>
  (tokens) =>
    tokens.map((token) => ({ ...token, term: change(token.term) })).filter(({ term }) => term !== '');

const FRENCH_ELISIONS = ['l', 'm', 't', 'qu', 'n', 's', 'j', 'd', 'c', 'jusqu', 'quoiqu', 'lorsqu', 'puisqu'];

const FILTERS: Readonly<Record<string, (options: Json) => TokenFilter>> = {
  lowercase: () => eachTerm((term) => term.toLowerCase()),
  asciifolding: () => eachTerm(fold),
  trim: () => eachTerm((term) => term.trim()),
  elision: ({ articles }) => {
    const said = articles === undefined ? FRENCH_ELISIONS : listOf(articles).map(textOf);
    return eachTerm((term) => term.replace(new RegExp(`^(?:${said.join('|')})['’]`, 'iu'), ''));
  },
  stop: ({ stopwords = '_english_' }) => {
    const words = new Set<unknown>(typeof stopwords === 'string' ? known(STOP_WORDS, stopwords) : listOf(stopwords));
    return (tokens) => tokens.filter(({ term }) => !words.has(term));
  },
  stemmer: ({ language = 'english' }) => eachTerm(known(STEMMERS, textOf(language))),
  pattern_replace: ({ pattern, replacement = '' }) =>
    eachTerm((term) => term.replace(new RegExp(textOf(pattern), 'gu'), textOf(replacement))),
  shingle: shingles,
};

function known<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found === undefined) throw illegal(`[${name}] is unknown to this server`);
  return found;
}

function shingles({ min_shingle_size: least = 2, max_shingle_size: most = 2, ...more }: Json): TokenFilter {
  const { token_separator: separator = ' ', output_unigrams: unigrams = true } = more;
  const sizes = Array.from({ length: Number(most) - Number(least) + 1 }, (_, n) => Number(least) + n);
  return (tokens) =>
    tokens.flatMap((token, at) => [
      ...(unigrams === false ? [] : [token]),
      ...sizes.flatMap((size) => {
        const run = tokens.slice(at, at + size);
        const term = run.map((one) => one.term).join(textOf(separator));
        return run.length < size ? [] : [{ ...token, term, end: run.at(-1)?.end ?? token.end }];
      }),
    ]);
}

function component<T>(
  table: Readonly<Record<string, (options: Json) => T>>,
  kind: string,
  { name, definitions }: { readonly name: string; readonly definitions: Definitions },
): T {
  const own = definitions(kind, name);
  const build = table[own ? textOf(own['type']) : name];
  if (!build) throw illegal(`Custom analyzer failed to find ${kind} under name [${name}]`);
  return build(own ?? {});
}

const BUILT_IN: Readonly<Record<string, Json>> = {
  standard: { tokenizer: 'standard', filter: ['lowercase'] },
  keyword: { tokenizer: 'keyword' },
  whitespace: { tokenizer: 'whitespace' },
  simple: { tokenizer: 'standard', filter: ['lowercase'] },
};

function custom(options: Json, definitions: Definitions): Analyzer {
  const of = (kind: string): string[] => listOf(options[kind]).map(textOf);
  const chars = of('char_filter').map((name) => component(CHAR_FILTERS, 'char_filter', { name, definitions }));
  const filters = of('filter').map((name) => component(FILTERS, 'filter', { name, definitions }));
  const words = known(TOKENIZERS, textOf(options['tokenizer'] ?? 'keyword'));
  return (text) => {
    const clean = chars.reduce((so, change) => change(so), untouched(text));
    const at = (index: number): number => clean.offsets[index] ?? 0;
    const tokens = [...clean.text.matchAll(words)].map(({ 0: term, index }, position): Token => {
      const end = at(index + term.length - 1) + 1;
      return { term, position, start: at(index), end };
    });
    return filters.reduce<readonly Token[]>((so, filter) => filter(so), tokens);
  };
}

export interface Analysis {
  analyzer(name: string): Analyzer;
  normalizer(name: string): (text: string) => string;
}

/** What `settings.analysis` of an index defines; refused as a whole where a part is unknown. */
export function analysisOf(settings: Json): Analysis {
  const analysis = objectOf(objectOf(settings['index'])['analysis'] ?? settings['analysis']);
  const definitions: Definitions = (kind, name) => {
    const own = objectOf(analysis[kind])[name];
    return own === undefined ? undefined : objectOf(own);
  };
  const built = (kind: string): Map<string, Analyzer> =>
    new Map(Object.entries(objectOf(analysis[kind])).map(([name, own]) => [name, custom(objectOf(own), definitions)]));
  const [analyzers, normalizers] = [built('analyzer'), built('normalizer')];
  const missing = (name: string): never => {
    throw new Error(`analyzer [${name}] has not been configured in mappings`);
  };
  return {
    analyzer: (name) => {
      const own = BUILT_IN[name];
      return analyzers.get(name) ?? (own ? custom(own, () => undefined) : missing(name));
    },
    normalizer: (name) => {
      const analyzer = normalizers.get(name) ?? missing(name);
      return (text) => analyzer(text)[0]?.term ?? '';
    },
  };
}
