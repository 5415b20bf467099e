import { pairOf, pairsAcross } from './pairs';

describe('pairs of records', () => {
  it('name the lesser id first', () => {
    expect([pairOf(2, 1), pairOf(1, 2)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('across groups are those of two groups, and of no single one', () => {
    expect(pairsAcross([[3, 1], [2], [4]])).toEqual([
      [2, 3],
      [1, 2],
      [3, 4],
      [1, 4],
      [2, 4],
    ]);
    expect(pairsAcross([[1, 2]])).toEqual([]);
  });
});
