import fc from 'fast-check';
import { rarestOf, similarityOf, trigramsOf } from './trigrams';

const similar = (a: string, b: string): number => {
  const [x = new Int32Array(), y = new Int32Array()] = trigramsOf([a, b]);
  return similarityOf(x, y);
};

describe('trigrams', () => {
  // As PostgreSQL's similarity() answers.
  it.each([
    ['word', 'two words', 0.363636],
    ['cat', 'cat', 1],
    ['cat', 'dog', 0],
    ['star harbour', 'harbour star', 1],
    ['battle chess', 'battle vs chess', 0.8125],
    ['', '', 0],
  ])('%s and %s are similar to the degree that pg_trgm says', (a, b, degree) => {
    expect(similar(a, b)).toBeCloseTo(degree, 6);
  });

  const key = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { minLength: 3, maxLength: 12 }).map((all) => all.join(''));

  it('of similar keys, one of the rarest is common', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 2, maxLength: 8 }), (keys) => {
        const all = trigramsOf(keys);
        for (const a of all)
          for (const b of all) {
            const meets = rarestOf(a, 0.75).some((mark) => rarestOf(b, 0.75).includes(mark));
            if (similarityOf(a, b) >= 0.75) expect(meets).toBe(true);
          }
      }),
    );
  });
});
