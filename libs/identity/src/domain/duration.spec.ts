import { before, durationInWords, isDuration } from './duration';

describe('a duration', () => {
  it.each(['P3Y', 'P12M', 'P90D', 'PT24H', 'PT0S', 'P1Y2M3DT4H5M6S', 'PT11M'])('is %s', (text) => {
    expect(isDuration(text)).toBe(true);
  });

  it.each(['', 'P', 'PT', 'P1W', 'P1.5Y', 'P-1D', '3Y', 'P1D ', 'P3Y\n', 'PT1Y', 'P1H', 'P1M1Y', '30 jours'])(
    'is not %j',
    (text) => {
      expect(isDuration(text)).toBe(false);
      expect(() => before(new Date(), text)).toThrow('is not a duration');
    },
  );

  it.each([
    ['2026-11-21T10:00:00.000Z', 'P3Y', '2023-11-21T10:00:00.000Z'],
    ['2024-02-29T10:00:00.000Z', 'P1Y', '2023-02-28T10:00:00.000Z'],
    ['2026-03-31T23:59:59.999Z', 'P1M', '2026-02-28T23:59:59.999Z'],
    ['2026-01-31T00:00:00.000Z', 'P2M', '2025-11-30T00:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'P12M', '2025-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'P70D', '2026-09-12T10:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'PT24H', '2026-11-20T10:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'PT0S', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00.000Z', 'P1Y1M1DT1H1M1S', '2025-10-20T08:58:59.000Z'],
  ])('before %s, %s, was %s', (now, duration, then) => {
    expect(before(new Date(now), duration).toISOString()).toBe(then);
  });

  it('leaves the instant that it is told as it is', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    before(now, 'P1M');
    expect(now.toISOString()).toBe('2026-11-21T10:00:00.000Z');
  });

  it.each([
    ['P3Y', '3 years', '3 ans'],
    ['P1Y', '1 year', '1 an'],
    ['P12M', '12 months', '12 mois'],
    ['PT24H', '24 hours', '24 heures'],
    ['P1M15D', '1 month 15 days', '1 mois 15 jours'],
    ['PT0S', '', ''],
  ])('%s is said as %j and %j', (duration, en, fr) => {
    expect(durationInWords(duration, 'en')).toBe(en);
    expect(durationInWords(duration, 'fr')).toBe(fr);
  });
});
