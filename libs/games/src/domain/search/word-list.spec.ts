import { editsFor } from './typos';
import { WordList } from './word-list';

const list = (words: Readonly<Record<string, number>>): WordList =>
  new WordList(Object.entries(words).map(([word, games]) => ({ word, games })));
const wordsOf = (found: readonly { readonly word: string }[]): readonly string[] => found.map(({ word }) => word);

describe('edits that are forgiven', () => {
  it.each([
    ['', 0],
    ['it', 0],
    ['war', 1],
    ['portal'.slice(1), 1],
    ['portal', 2],
    ['2013', 0],
    ['nba2k13', 0],
    ['½half', 0],
  ])('%s: %d', (word, edits) => {
    expect(editsFor(word)).toBe(edits);
  });
});

describe('a list of words', () => {
  const words = list({
    halo: 20,
    hello: 9,
    portal: 5,
    mortal: 8,
    postal: 5,
    immortal: 3,
    ridge: 2,
    bridge: 4,
    fifa14: 9,
  });

  it('knows its words', () => {
    expect(words.has('halo')).toBe(true);
    expect(words.has('hlao')).toBe(false);
  });

  it('tells the nearest, a swap being one edit, then those of more games, then in order', () => {
    expect(words.neighbours('hlao')).toEqual([{ word: 'halo', games: 20, distance: 1 }]);
    expect(wordsOf(words.neighbours('protal'))).toEqual(['portal', 'mortal', 'postal']);
    expect(wordsOf(words.neighbours('dortal'))).toEqual(
      ['mortal', 'portal', 'immortal', 'postal'].filter((w) => w !== 'immortal'),
    );
    expect(wordsOf(words.neighbours('protal', 1))).toEqual(['portal']);
  });

  it('tells none of what is short, has a digit, or is the word itself', () => {
    expect(words.neighbours('ha')).toEqual([]);
    expect(words.neighbours('fifa13')).toEqual([]);
    expect(wordsOf(words.neighbours('ridge'))).toEqual(['bridge']);
  });

  it('completes what is mistyped, a missing letter or one too many included', () => {
    expect(wordsOf(words.completions('imomr'))).toEqual(['immortal']);
    expect(wordsOf(words.completions('brdig'))).toEqual(['bridge']);
    expect(wordsOf(words.completions('imortal'))).toEqual(['mortal', 'immortal', 'portal']);
    expect(words.completions('immmor')).toEqual([{ word: 'immortal', games: 3, distance: 1 }]);
    expect(words.completions('xyzzy')).toEqual([]);
  });

  it('says what the words of a beginning may mean, the last one unfinished, with one edit, then with two', () => {
    expect(words.meant(['halo', 'imomr'])).toEqual([[['halo'], ['imomr', 'immortal']]]);
    expect(words.meant(['hlao', 'port'])).toEqual([
      [
        ['hlao', 'halo'],
        ['port', 'mortal', 'postal'],
      ],
    ]);
    expect(words.meant(['protal'])).toEqual([[['protal', 'portal']], [['protal', 'portal', 'mortal', 'postal']]]);
    expect(words.meant(['halo', '2013'])).toEqual([]);
  });
});
