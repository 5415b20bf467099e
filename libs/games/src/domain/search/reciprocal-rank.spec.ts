import { reciprocalRankFusion } from './reciprocal-rank';

describe('reciprocal rank fusion', () => {
  it('prefers what both lists have', () => {
    const fused = reciprocalRankFusion({ lexical: [1, 2, 3], semantic: [3, 4] });
    expect(fused.map(({ id }) => id)).toEqual([3, 1, 2, 4]);
    expect(fused[0]).toEqual({ id: 3, score: 1 / 63 + 1 / 61, ranks: { lexical: 3, semantic: 1 } });
    expect(fused[3]?.ranks).toEqual({ lexical: null, semantic: 2 });
  });

  it('parts equals by the first list, then by id', () => {
    expect(reciprocalRankFusion({ lexical: [9], semantic: [1] }).map(({ id }) => id)).toEqual([9, 1]);
    expect(reciprocalRankFusion({ a: [], b: [5], c: [4] }).map(({ id }) => id)).toEqual([4, 5]);
    expect(reciprocalRankFusion({})).toEqual([]);
  });
});
