import { PATIENCE, retryAfterMs } from './patience';

describe('Retry-After', () => {
  const now = Date.parse('2025-11-21T10:00:00Z');

  it.each([
    ['120', 120_000],
    ['Fri, 21 Nov 2025 10:00:30 GMT', 30_000],
    ['Fri, 21 Nov 2025 09:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  it.each([1, 2, 3, 4, 5])('absent, the pause before retry %i is between 1 and 30 seconds', (retry) => {
    for (let i = 0; i < 200; i++) {
      const pause = PATIENCE.jitterMs(retry);
      expect(pause).toBeGreaterThanOrEqual(1000);
      expect(pause).toBeLessThanOrEqual(Math.min(30_000, 2 ** retry * 1000));
    }
  });
});
