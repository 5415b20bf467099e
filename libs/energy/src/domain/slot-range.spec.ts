import fc from 'fast-check';
import { isMoment, type Moment, readMoment } from './moment';
import { writtenInParis } from './paris-time';
import { bucketEnd, bucketSlots, isGrid, itemsIn, RESOLUTIONS, stepOf } from './resolution';
import {
  type Bounds,
  disorderOf,
  HALF_HOUR,
  QUARTER,
  repeatedSlots,
  type SlotRange,
  slotRange,
  slotsIn,
  type Step,
} from './slot-range';

const moment = (text: string): Moment => {
  const read = readMoment(text);
  if (!isMoment(read)) throw new Error(`${text}: ${read.why}`);
  return read;
};
const range = (start: string, end: string, bounds: Bounds = '[]', step: Step = HALF_HOUR): SlotRange =>
  slotRange({ start: moment(start), end: moment(end), bounds }, step);
const slots = (of: SlotRange): string[] =>
  Array.from({ length: slotsIn(of) }, (_, i) => writtenInParis(of.from + i * of.step));
const disorder = (start: string, end: string, bounds: Bounds = '[]'): string | undefined =>
  disorderOf({ start: moment(start), end: moment(end), bounds });

describe('a range of slots', () => {
  it('has both ends, or the first alone', () => {
    const closed = range('2018-01-01T06:00', '2018-01-01T07:00');
    expect(slots(closed)).toEqual([
      '2018-01-01T06:00:00+01:00',
      '2018-01-01T06:30:00+01:00',
      '2018-01-01T07:00:00+01:00',
    ]);
    expect(slots(range('2018-01-01T06:00', '2018-01-01T07:00', '[)'))).toEqual(slots(closed).slice(0, 2));
  });

  it('needs no ends on the grid', () => {
    expect(slots(range('2018-01-01T06:01', '2018-01-01T06:59'))).toEqual(['2018-01-01T06:30:00+01:00']);
    expect(slots(range('2018-01-01T06:01', '2018-01-01T06:59', '[)'))).toEqual(['2018-01-01T06:30:00+01:00']);
    expect(slots(range('2018-01-01T06:01', '2018-01-01T06:29'))).toEqual([]);
    expect(slots(range('2018-01-01T06:01', '2018-01-01T06:29', '[)'))).toEqual([]);
    expect(slots(range('2018-01-01T06:01', '2018-01-01T06:29', '[]', QUARTER))).toEqual(['2018-01-01T06:15:00+01:00']);
  });

  it('shows its ends as they were understood', () => {
    const shown = (...given: Parameters<typeof range>): string[] => {
      const { start, end } = range(...given);
      return [start, end].map(writtenInParis);
    };
    expect(shown('2018-10-28', '2018-10-28')).toEqual(['2018-10-28T00:00:00+02:00', '2018-10-28T23:30:00+01:00']);
    expect(shown('2018-10-28', '2018-10-28', '[]', QUARTER)[1]).toBe('2018-10-28T23:45:00+01:00');
    expect(shown('2018-10-28', '2018-10-29', '[)')[1]).toBe('2018-10-29T00:00:00+01:00');
    expect(shown('2018-10-28T02:30', '2018-10-28T02:30')).toEqual([
      '2018-10-28T02:30:00+02:00',
      '2018-10-28T02:30:00+01:00',
    ]);
    expect(shown('2018-01-01T06:01', '2018-01-01T06:59')[1]).toBe('2018-01-01T06:59:00+01:00');
  });

  it.each([
    ['2018-03-25', 46],
    ['2018-10-28', 50],
    ['2018-07-01', 48],
  ])('counts the slots of the day %s', (day, expected) => {
    expect(slotsIn(range(day, day))).toBe(expected);
    expect(slotsIn(range(day, day, '[]', QUARTER))).toBe(2 * expected);
  });

  it('knows which of its slots come for the second time', () => {
    const repeated = (...given: Parameters<typeof range>): string[] =>
      repeatedSlots(range(...given)).map(writtenInParis);
    expect(repeated('2017-10-29T02:00', '2018-10-28T02:00')).toEqual([
      '2017-10-29T02:00:00+01:00',
      '2017-10-29T02:30:00+01:00',
      '2018-10-28T02:00:00+01:00',
    ]);
    expect(repeated('2018-10-28T02:45+02:00', '2018-10-28T02:15+01:00', '[]', QUARTER)).toEqual([
      '2018-10-28T02:00:00+01:00',
      '2018-10-28T02:15:00+01:00',
    ]);
    expect(repeated('2018-10-29', '2019-10-26')).toEqual([]);
  });

  it('is none when its ends are in disorder', () => {
    expect(disorder('2018-01-02', '2018-01-01')).toBe('start-after-end');
    expect(disorder('2018-01-02T00:00', '2018-01-01')).toBe('start-after-end');
    expect(disorder('2018-01-02', '2018-01-01', '[)')).toBe('start-after-end');
    expect(disorder('2018-01-01T07:00', '2018-01-01T06:59')).toBe('start-after-end');
    expect(disorder('2018-01-01', '2018-01-01', '[)')).toBe('range-empty');
    expect(disorder('2018-01-01T07:00', '2018-01-01T07:00', '[)')).toBe('range-empty');
    expect(disorder('2018-01-01T07:00', '2018-01-01T07:00')).toBeUndefined();
    expect(disorder('2018-01-01', '2018-01-01')).toBeUndefined();
    expect(disorder('2018-01-01T23:30', '2018-01-01')).toBeUndefined();
    expect(disorder('2018-10-28T02:30', '2018-10-28T02:00')).toBeUndefined();
  });

  it('tiles with [), wherever it is cut', () => {
    const at = fc
      .integer({ min: 1_400_000_000, max: 1_600_000_000 })
      .map((first) => ({ first, last: first, isDay: false }));
    fc.assert(
      fc.property(at, at, at, fc.constantFrom<Step>(HALF_HOUR, QUARTER), (a, b, c, step) => {
        const [start, cut, end] = [a, b, c].sort((one, other) => one.first - other.first) as [Moment, Moment, Moment];
        const whole = slotRange({ start, end, bounds: '[)' }, step);
        const left = slotRange({ start, end: cut, bounds: '[)' }, step);
        const right = slotRange({ start: cut, end, bounds: '[)' }, step);
        expect([left.from, left.until, right.until]).toEqual([whole.from, right.from, whole.until]);
        const closed = slotRange({ start, end, bounds: '[]' }, step);
        expect(slotsIn(closed) - slotsIn(whole)).toBe(end.first % step === 0 ? 1 : 0);
      }),
    );
  });
});

describe('resolutions', () => {
  const start = (text: string): number => moment(text).first;

  it('are of half-hours, but for the quarters', () => {
    expect(RESOLUTIONS.map(stepOf)).toEqual([1800, 900, 1800, 1800, 1800, 1800]);
    expect(RESOLUTIONS.filter(isGrid)).toEqual(['PT30M', 'PT15M']);
  });

  it('end with the local day, month or year', () => {
    expect(bucketEnd(start('2018-10-28'), 'P1D')).toBe(start('2018-10-29'));
    expect(bucketEnd(start('2018-02-01'), 'P1M')).toBe(start('2018-03-01'));
    expect(bucketEnd(start('2018-12-01'), 'P1M')).toBe(start('2019-01-01'));
    expect(bucketEnd(start('2018-01-01'), 'P1Y')).toBe(start('2019-01-01'));
    expect(bucketEnd(start('2018-03-25T01:00'), 'PT1H')).toBe(start('2018-03-25T03:00'));
  });

  it('tell how much of a bucket a range asks for', () => {
    const asked = range('2018-01-01T06:00', '2018-01-03T17:00');
    const of = (day: string): object => bucketSlots(start(day), 'P1D', asked);
    expect(of('2018-01-01')).toEqual({ expected: 36, partial: true });
    expect(of('2018-01-02')).toEqual({ expected: 48, partial: false });
    expect(of('2018-01-03')).toEqual({ expected: 35, partial: true });
  });

  it('bound the items of a range from above', () => {
    const year = range('2018-01-01', '2018-12-31');
    const items = Object.fromEntries(RESOLUTIONS.map((resolution) => [resolution, itemsIn(year, resolution)]));
    expect(items).toMatchObject({ PT30M: 17_520, PT15M: 17_520, PT1H: 8760 });
    expect(items['P1D']).toBeGreaterThanOrEqual(365);
    expect(items['P1M']).toBeGreaterThanOrEqual(12);
    expect(items['P1Y']).toBeGreaterThanOrEqual(1);
  });
});
