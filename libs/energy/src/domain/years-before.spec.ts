import { isMoment, type Moment, readMoment } from './moment';
import { writtenInParis } from './paris-time';
import { type Bounds, HALF_HOUR, slotRange } from './slot-range';
import { type Alignment, yearsBefore } from './years-before';

const moment = (text: string): Moment => {
  const read = readMoment(text);
  if (!isMoment(read)) throw new Error(text);
  return read;
};

describe('the same range of an earlier year', () => {
  const earlier = (
    start: string,
    end: string,
    years = 1,
    how: { align?: Alignment; bounds?: Bounds } = {},
  ): unknown => {
    const { align = 'date', bounds = '[]' } = how;
    const range = yearsBefore(slotRange({ start: moment(start), end: moment(end), bounds }, HALF_HOUR), years, align);
    return range && [range.from, range.until].map(writtenInParis);
  };

  it('has the same local dates, whatever the clock does', () => {
    expect(earlier('2018-02-01', '2018-02-28')).toEqual(['2017-02-01T00:00:00+01:00', '2017-03-01T00:00:00+01:00']);
    expect(earlier('2018-03-25', '2018-03-25')).toEqual(['2017-03-25T00:00:00+01:00', '2017-03-26T00:00:00+01:00']);
    expect(earlier('2018-07-01T06:00', '2018-07-01T17:00')).toEqual([
      '2017-07-01T06:00:00+02:00',
      '2017-07-01T17:30:00+02:00',
    ]);
    expect(earlier('2018-07-01T06:00', '2018-07-01T17:00', 3, { bounds: '[)' })).toEqual([
      '2015-07-01T06:00:00+02:00',
      '2015-07-01T17:00:00+02:00',
    ]);
  });

  it('compares a leap February as a month, and begins on 1 March for a 29 February', () => {
    expect(earlier('2020-02-01', '2020-02-29')).toEqual(['2019-02-01T00:00:00+01:00', '2019-03-01T00:00:00+01:00']);
    expect(earlier('2019-02-01', '2019-02-28', 3)).toEqual(['2016-02-01T00:00:00+01:00', '2016-03-01T00:00:00+01:00']);
    expect(earlier('2020-02-29', '2020-03-01')).toEqual(['2019-03-01T00:00:00+01:00', '2019-03-02T00:00:00+01:00']);
  });

  it('begins where the clock skips, and takes in both hours where it goes back', () => {
    expect(earlier('2019-03-25T02:30', '2019-03-25T05:00')).toEqual([
      '2018-03-25T03:00:00+02:00',
      '2018-03-25T05:30:00+02:00',
    ]);
    expect(earlier('2019-10-28T02:00', '2019-10-28T02:00')).toEqual([
      '2018-10-28T02:00:00+02:00',
      '2018-10-28T02:30:00+01:00',
    ]);
  });

  it('can meet the same weekdays instead', () => {
    expect(earlier('2018-10-29', '2018-10-29', 1, { align: 'weekday' })).toEqual([
      '2017-10-30T00:00:00+01:00',
      '2017-10-31T00:00:00+01:00',
    ]);
  });

  it('is none before 1996', () => {
    expect(earlier('1996-06-01', '1996-06-30')).toBeUndefined();
    expect(earlier('2018-06-01', '2018-06-30', 22)).toBeDefined();
    expect(earlier('2018-06-01', '2018-06-30', 23)).toBeUndefined();
  });
});
