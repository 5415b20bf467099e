import { parseQuery } from './parse-query';
import {
  asTyped,
  type Corrections,
  excludedBy,
  lexemesQuery,
  stemmedWords,
  type StemsOf,
  textQuery,
} from './text-query';

const STOP = new Set(['the', 'of', 'le', 'même']);
const stemsOf: StemsOf = (word) => ({ stop: STOP.has(word), lexemes: [word, word.replace(/s$/, '')] });
const written = (q: string, corrections: Corrections = new Map(), most?: number): string =>
  textQuery(parseQuery(q), stemsOf, corrections, most);

describe('a query as PostgreSQL reads it', () => {
  it('wants every word, in any of its forms, or two of them as one', () => {
    expect(written('wars')).toBe(`(('wars' | 'war'))`);
    expect(written('far cry')).toBe(`(('far') & ('cry') | ('farcry'))`);
    expect(written('a b c d e f')).not.toContain('ab');
  });

  it('leaves stop words out, unless there is nothing else', () => {
    expect(written('the wars of le même')).toBe(`(('wars' | 'war'))`);
    expect(written('The of')).toBe(`'the' & 'of'`);
  });

  it('takes numerals, parts around an apostrophe and corrections for the word', () => {
    expect(written('iv')).toBe(`(('iv' | '4'))`);
    expect(written("l'arc")).toBe(`((('larc') | ('arc')))`);
    expect(written('hlao', new Map([['hlao', ['halo', 'hallo']]]))).toBe(`(('hlao' | 'halo' | 'hallo'))`);
    expect(written('hlao', new Map([['hlao', ['halo', 'hallo']]]), 1)).toBe(`(('hlao' | 'halo'))`);
  });

  it('keeps phrases together, with room for their stop words', () => {
    expect(written('"lord of the rings"')).toBe(`(('lord') <3> ('rings' | 'ring'))`);
    expect(written('"the of"')).toBe(`'the' <-> 'of'`);
    expect(written('wars "far cry"')).toBe(`(('wars' | 'war')) & (('far') <1> ('cry'))`);
  });

  it('takes words as they are', () => {
    expect(asTyped(parseQuery('The "far Cry" -x'))).toBe(`'the' & 'far' & 'cry'`);
    expect(asTyped(parseQuery('The cry'), true)).toBe(`'the':AB & 'cry':AB`);
  });

  it('knows what is left out', () => {
    expect(excludedBy(parseQuery('x'), stemsOf)).toBeNull();
    expect(excludedBy(parseQuery('x -wars -"far cry"'), stemsOf)).toBe(`(('wars' | 'war')) | (('far') <1> ('cry'))`);
  });

  it('escapes what a lexeme may hold', () => {
    expect(lexemesQuery([`o'x\\y`, 'b', 'b'])).toBe(`('o''x\\\\y' | 'b')`);
  });

  it('tells all words whose stems it needs', () => {
    expect(stemmedWords(parseQuery(`Épée "l'arc" -noir`))).toEqual(['épée', 'epee', "l'arc", 'larc', 'arc', 'noir']);
  });
});
