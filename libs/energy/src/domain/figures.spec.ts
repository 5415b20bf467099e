import fc from 'fast-check';
import { coverageOf, energyOf, loadIn, meanIn, rounded, roundedIn } from './figures';

describe('figures', () => {
  it('are shown in watts or megawatts', () => {
    expect([loadIn('W', 63_949), loadIn('MW', 63_949)]).toEqual([63_949_000_000, 63_949]);
    expect([roundedIn('W', 0.5), roundedIn('MW', 52_453.123_456_78)]).toEqual([500_000, 52_453.123_457]);
    expect(rounded(1 / 3)).toBe(0.333_333);
  });

  it('are divided once, watts to 3 decimals and megawatts to 6', () => {
    expect(meanIn('W', 1, 3)).toBe(333_333.333);
    expect(meanIn('MW', 2, 3)).toBe(0.666_667);
    expect(meanIn('MW', -2, 3)).toBe(-0.666_667);
    expect(meanIn('W', 7_278_485, 119)).toBe(61_163_739_495.798);
    expect(meanIn('W', 0, 0)).toBeNull();
  });

  it('are the exact quotient, correctly rounded', () => {
    const exact = (sum: number, count: number, digits: bigint): number => {
      const scaled = BigInt(sum) * digits * 2n + BigInt(count);
      return Number(scaled / (2n * BigInt(count)));
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000_000 }),
        fc.double({ min: 0, max: 150_000, noNaN: true }),
        (count, mean) => {
          const sum = Math.round(mean * count);
          expect(meanIn('MW', sum, count)).toBe(exact(sum, count, 10n ** 6n) / 1e6);
          expect(meanIn('W', sum, count)).toBe(exact(sum, count, 10n ** 9n) / 1e3);
        },
      ),
    );
  });

  it('count energy over the slots, and coverage against what was expected', () => {
    expect([energyOf(100, 1800), energyOf(100, 900)]).toEqual([50, 25]);
    expect([coverageOf(48, 50), coverageOf(1, 3), coverageOf(0, 5), coverageOf(0, 0)]).toEqual([
      0.96,
      0.333_333,
      0,
      null,
    ]);
  });
});
