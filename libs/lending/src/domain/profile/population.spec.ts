import { folded, isLargeEnough, neighboursOf, type Population } from './population';

const WEB = { dimension: 'origin', values: ['Web'] } as const;
const STAGES = { dimension: 'stage_name', values: ['5-Gagnée', '6-Perdue'] } as const;

describe('a population', () => {
  it('has as neighbours those without one of its filters, or without one of its values', () => {
    const population: Population = { conditions: [WEB, STAGES], from: '2024-01', to: '2024-02', plausibleAge: true };
    const stage = (value: string): object => ({ dimension: 'stage_name', values: [value] });
    expect(neighboursOf(population)).toEqual([
      { ...population, conditions: [STAGES] },
      { ...population, conditions: [WEB] },
      { ...population, conditions: [WEB, stage('6-Perdue')] },
      { ...population, conditions: [WEB, stage('5-Gagnée')] },
      { conditions: [WEB, STAGES], to: '2024-02', plausibleAge: true },
      { conditions: [WEB, STAGES], from: '2024-01', plausibleAge: true },
    ]);
    expect(neighboursOf({ conditions: [], plausibleAge: true })).toEqual([]);
  });

  it.each([
    [11, [], true],
    [10, [], false],
    [60, [60, 71, 49], true],
    [60, [70], false],
    [60, [50], false],
  ])('of %d beside %j is large enough for 11: %s', (size, neighbours, isLarge) => {
    expect(isLargeEnough(size, neighbours, 11)).toBe(isLarge);
  });
});

describe('values of which each has a profile', () => {
  const folds = (...counts: number[]): unknown =>
    folded(
      counts.map((count, at) => ({ values: ['abcdef'[at] ?? ''], count })),
      11,
    ).map(({ value, values }) => value ?? values.join('+'));

  it('are those that many have; the others are one, with the next smallest while they are few', () => {
    expect(folds(40, 20)).toEqual(['a', 'b']);
    expect(folds(40, 20, 6, 5)).toEqual(['a', 'b', 'c+d']);
    expect(folds(40, 20, 6)).toEqual(['a', 'b+c']);
    expect(folds(40, 6)).toEqual(['a+b']);
    expect(folds()).toEqual([]);
  });
});
