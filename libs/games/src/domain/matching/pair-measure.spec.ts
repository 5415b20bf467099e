import { type JudgedRecord, measurePairs } from './pair-measure';

const record = (truth: string, game: number | null): JudgedRecord => ({
  source: 'sales',
  sourceKey: 'any',
  truth,
  game,
});

describe('the measure of pairs', () => {
  it('counts what is joined rightly, wrongly, and not', () => {
    const records = [record('a', 1), record('a', 1), record('a', 2), record('b', 2), record('c', null)];
    const measure = measurePairs(records, []);
    expect(measure).toMatchObject({
      ...{ records: 5, absent: 1, truePairs: 3, joinedPairs: 2, rightPairs: 1 },
      ...{ precision: 0.5, recall: 1 / 3, recallWithReviews: 1 / 3, f1: 0.4 },
      falseJoins: [[records[2], records[3]]],
    });
  });

  it('counts right proposals as if they were accepted, and no others', () => {
    const records = [record('a', 1), record('a', 2), record('a', 3), record('b', 4), record('b', null)];
    const { recall, recallWithReviews } = measurePairs(records, [
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
      [3, 4],
      [7, 8],
    ]);
    expect([recall, recallWithReviews]).toEqual([0, 3 / 4]);
  });

  it('is perfect where there is nothing to join', () => {
    expect(measurePairs([record('a', 1)], [])).toMatchObject({ precision: 1, recall: 1, f1: 1 });
    expect(measurePairs([record('a', 1), record('a', 2), record('b', 2)], [])).toMatchObject({ precision: 0, f1: 0 });
  });
});
