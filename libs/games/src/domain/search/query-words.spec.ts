import { queryWords, wholeForms } from './query-words';

const folded = (text: string): readonly string[] => queryWords(text).map((word) => word.folded);

describe('the words of a query', () => {
  it('are folded, and known as they were typed', () => {
    expect(queryWords('Épée Même')).toEqual([
      { typed: 'épée', folded: 'epee', parts: [], others: [] },
      { typed: 'même', folded: 'meme', parts: [], others: [] },
    ]);
  });

  it.each([
    ['half-life', ['half', 'life']],
    ['S.T.A.L.K.E.R.: Shadow', ['stalker', 'shadow']],
    ['F.E.A.R', ['fear']],
    ['a.b', ['a', 'b']],
    ['2½', ['21', '2']],
    ['新斗罗大陆：动画', ['新斗罗大陆', '动画']],
    ['Œdipe™', ['oedipe']],
  ])('%s', (text, words) => {
    expect(folded(text)).toEqual(words);
  });

  it('are as good without an apostrophe as around it', () => {
    expect(queryWords("l'épée")).toMatchObject([{ folded: 'lepee', parts: ['epee'] }]);
    expect(queryWords('rock’n’roll')).toMatchObject([{ folded: 'rocknroll', parts: ['rock', 'roll'] }]);
    expect(queryWords("a'b")).toMatchObject([{ folded: 'ab', parts: [] }]);
  });

  it('say roman numerals in digits too, but for those that are mostly letters', () => {
    expect(queryWords('vigil iv').map(({ others }) => others)).toEqual([[], ['4']]);
    expect(queryWords('i v x mix').flatMap(({ others }) => others)).toEqual([]);
  });
});

describe('a whole name', () => {
  it('is compared without blanks, as it is and as a key', () => {
    expect(wholeForms('The Far Cry')).toEqual(['thefarcry', 'farcry']);
    expect(wholeForms('!')).toEqual([]);
  });
});
