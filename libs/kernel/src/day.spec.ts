import * as fc from 'fast-check';
import { addDays, type Day, dayIn, daysBetween, daysFrom, isDay, isoWeekday } from './day';

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

const year = fc.integer({ min: 1800, max: 2199 });
const written = (parts: readonly number[]): Day => `${pad(parts[0]!, 4)}-${pad(parts[1]!)}-${pad(parts[2]!)}` as Day;
const day = fc
  .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([y, m, d]) => written([y, m, Math.min(d, daysIn(y, m))]));

describe('a day', () => {
  it('is one that the calendar has', () => {
    const parts = fc.tuple(year, fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }));
    fc.assert(
      fc.property(parts, ([y, m, d]) => {
        expect(isDay(written([y, m, d]))).toBe(d >= 1 && d <= daysIn(y, m));
      }),
    );
  });

  it.each([
    ...['2026-02-29', '2027-02-29', '1900-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-04-31'],
    ...['2026-11-21T00:00:00Z', '2026-11-21 ', '21-11-2026', '2026-1-1', '20261121', 'infinity', '', '+02026-11-21'],
    ...['２０２６-11-21', '2026-11-21\n'],
  ])('is not %j', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it.each([[20261121], [null], [undefined], [new Date()], [['2026-11-21']], [{}]])('is not %j', (value) => {
    expect(isDay(value)).toBe(false);
  });

  it.each(['2024-02-29', '2000-02-29', '1800-01-01', '2199-12-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it('moves by days and back again, one after the other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isDay(to)).toBe(true);
        expect(addDays(to, -days)).toBe(from);
        expect(daysBetween(from, to)).toBe(days);
        expect(to < from).toBe(days < 0);
      }),
    );
  });

  it('has the weekday of seven days before, and the next one tomorrow', () => {
    fc.assert(
      fc.property(day, (from) => {
        expect(isoWeekday(addDays(from, -7))).toBe(isoWeekday(from));
        expect(isoWeekday(addDays(from, 1))).toBe((isoWeekday(from) % 7) + 1);
      }),
    );
  });

  it.each([
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['1800-01-01', 3],
    ['2199-12-31', 2],
  ] as const)('%s falls on weekday %i', (text, weekday) => {
    expect(isoWeekday(text)).toBe(weekday);
  });

  it('follows another without a gap, clock changes or not', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, days) => {
        const all = daysFrom(from, addDays(from, days));
        expect(all).toHaveLength(days + 1);
        expect(all[0]).toBe(from);
        expect(all.every((one, i) => i === 0 || addDays(all[i - 1]!, 1) === one)).toBe(true);
      }),
    );
  });

  it('is none when the period ends before it begins', () => {
    expect(daysFrom('2026-11-21', '2026-11-20')).toEqual([]);
    expect(daysFrom('2026-11-21', '2026-11-01')).toEqual([]);
  });

  it.each([
    ['Europe/Paris', '2026-03-29T00:59:59Z', '2026-03-29'],
    ['Europe/Paris', '2026-11-20T22:59:59Z', '2026-11-20'],
    ['Europe/Paris', '2026-11-20T23:00:00Z', '2026-11-21'],
    ['Europe/Paris', '2026-07-20T22:00:00Z', '2026-07-21'],
    ['Pacific/Kiritimati', '2026-11-20T10:00:00Z', '2026-11-21'],
    ['America/New_York', '2026-11-21T04:59:59Z', '2026-11-20'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01'],
  ])('in %s at %s is %s', (timeZone, instant, expected) => {
    expect(dayIn(timeZone, new Date(instant))).toBe(expected);
  });

  it('is never more than one away from that of Greenwich', () => {
    const zones = fc.constantFrom(
      'Europe/Paris',
      'Europe/Rome',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Asia/Kolkata',
    );
    const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, instant, (zone, at) => {
        expect(Math.abs(daysBetween(dayIn('UTC', at), dayIn(zone, at)))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
