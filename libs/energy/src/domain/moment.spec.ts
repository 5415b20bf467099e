import fc from 'fast-check';
import { isMoment, readMoment } from './moment';
import { END_OF_TIME, FIRST_INSTANT, instantsAt, wallAt, writtenInParis } from './paris-time';

const utc = (text: string): number => Date.parse(text) / 1000;
const instant = (at: number): object => ({ first: at, last: at, isDay: false });

describe('reading a moment', () => {
  it.each([
    ['2018-01-01T06:00', '2018-01-01T05:00:00Z'],
    ['2018-01-01 06:00', '2018-01-01T05:00:00Z'],
    ['2018-01-01T06:00:30', '2018-01-01T05:00:30Z'],
    ['2018-01-01T06:00:30.25', '2018-01-01T05:00:30.250Z'],
    ['2018-01-01T06:00:30.123456', '2018-01-01T05:00:30.123Z'],
    ['2018-07-01T06:00', '2018-07-01T04:00:00Z'],
    ['2018-07-01T06:00Z', '2018-07-01T06:00:00Z'],
    ['2018-07-01t06:00z', '2018-07-01T06:00:00Z'],
    ['2018-01-01T06:00:00+01:00', '2018-01-01T05:00:00Z'],
    ['2018-01-01T06:00:00+0100', '2018-01-01T05:00:00Z'],
    ['2018-01-01T06:00:00+01', '2018-01-01T05:00:00Z'],
    ['2018-01-01T06:00:00 01:00', '2018-01-01T05:00:00Z'],
    ['2018-01-01 06:00:00 01:00', '2018-01-01T05:00:00Z'],
    ['2018-01-01T06:00-05:30', '2018-01-01T11:30:00Z'],
    ['2018-03-25T02:30+02:00', '2018-03-25T00:30:00Z'],
  ])('%s is %s', (text, expected) => {
    expect(readMoment(text)).toEqual(instant(utc(expected)));
  });

  it('takes a day alone for the whole local day', () => {
    const day = (first: string, last: string): object => ({ first: utc(first), last: utc(last), isDay: true });
    expect(readMoment('2018-01-02')).toEqual(day('2018-01-01T23:00Z', '2018-01-02T23:00Z'));
    expect(readMoment('2018-03-25')).toEqual(day('2018-03-24T23:00Z', '2018-03-25T22:00Z'));
    expect(readMoment('2018-10-28')).toEqual(day('2018-10-27T22:00Z', '2018-10-28T23:00Z'));
    expect(readMoment('2099-12-31')).toEqual(day('2099-12-30T23:00Z', '2099-12-31T23:00Z'));
  });

  it('knows both occurrences of a local time that comes twice', () => {
    const twice = { first: utc('2018-10-28T00:30Z'), last: utc('2018-10-28T01:30Z'), isDay: false };
    expect(readMoment('2018-10-28T02:30')).toEqual(twice);
  });

  it('tells what exists around a local time that is skipped', () => {
    const skipped = readMoment('2018-03-25T02:30');
    expect(skipped).toEqual({ why: 'skipped', around: [utc('2018-03-25T00:30Z'), utc('2018-03-25T01:30Z')] });
    expect('around' in skipped && skipped.around.map(writtenInParis)).toEqual([
      '2018-03-25T01:30:00+01:00',
      '2018-03-25T03:30:00+02:00',
    ]);
  });

  it.each([
    ['form', '13/01/2025'],
    ['form', '2025-1-3'],
    ['form', '2025-01-01T6:00'],
    ['form', '2025-01-01T06'],
    ['form', '2025-01-01Z'],
    ['form', '20250101'],
    ['form', ' 2025-01-01'],
    ['form', '2025-01-01T06:00+1'],
    ['form', ''],
    ['calendar', '2025-02-30'],
    ['calendar', '2025-13-01'],
    ['calendar', '2025-01-01T24:00'],
    ['calendar', '2025-01-01T12:60'],
    ['calendar', '2025-01-01T12:00:60'],
    ['calendar', '2025-01-01T12:00+24:00'],
    ['calendar', '2025-01-01T12:00+01:60'],
    ['era', '1995-12-31'],
    ['era', '1995-12-31T23:59'],
    ['era', '2100-01-01'],
    ['era', '2099-12-31T23:00Z'],
  ])('refuses for its %s: %s', (why, text) => {
    const read = readMoment(text);
    expect(read).toEqual({ why });
    expect(isMoment(read)).toBe(false);
  });

  it('reads back every instant that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_INSTANT, max: END_OF_TIME - 1 }), (at) => {
        const read = readMoment(writtenInParis(at));
        expect(read).toEqual(instant(at));
        expect(isMoment(read)).toBe(true);
        const local = readMoment(writtenInParis(at).slice(0, 19));
        const [first, last = first] = instantsAt(wallAt(at));
        expect(local).toEqual({ first, last, isDay: false });
      }),
    );
  });
});
