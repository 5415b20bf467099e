import { firstReleaseOf, isDated, releaseDate } from './igdb-dates';

const NOON = 12 * 3600;
const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

describe('a release of IGDB', () => {
  it.each([
    ['a day', { date: seconds('2020-06-24'), date_format: 0 }, { date: '2020-06-24', precision: 'day', year: 2020 }],
    [
      '31 December as a day',
      { date: seconds('2020-12-31'), date_format: 0 },
      { date: '2020-12-31', precision: 'day', year: 2020 },
    ],
    [
      'a month',
      { date: seconds('2020-06-30'), date_format: 1 },
      { date: '2020-06-01', precision: 'month', year: 2020 },
    ],
    ['a year', { date: seconds('2020-12-31'), date_format: 2 }, { date: null, precision: 'year', year: 2020 }],
    [
      'a first quarter',
      { date: seconds('2020-03-31'), date_format: 3 },
      { date: '2020-01-01', precision: 'quarter', year: 2020 },
    ],
    [
      'a last quarter',
      { date: seconds('2020-12-31'), date_format: 6 },
      { date: '2020-10-01', precision: 'quarter', year: 2020 },
    ],
    ['nothing, when it is to be announced', { date: seconds('2020-12-31'), y: 2020, date_format: 7 }, null],
    [
      'a format by its former name',
      { date: seconds('2020-06-24'), category: 2 },
      { date: null, precision: 'year', year: 2020 },
    ],
    [
      'the present name of it before the former',
      { date: seconds('2020-06-24'), date_format: 0, category: 2 },
      { date: '2020-06-24', precision: 'day', year: 2020 },
    ],
    [
      '31 December without a format as that year',
      { date: seconds('2020-12-31') },
      { date: null, precision: 'year', year: 2020 },
    ],
    [
      'another day without a format',
      { date: seconds('2020-12-30') },
      { date: '2020-12-30', precision: 'day', year: 2020 },
    ],
    [
      'a format that nobody knows like none',
      { date: seconds('2020-12-31'), date_format: 9 },
      { date: null, precision: 'year', year: 2020 },
    ],
    [
      'a day before 1970',
      { date: seconds('1958-10-18'), date_format: 0 },
      { date: '1958-10-18', precision: 'day', year: 1958 },
    ],
    [
      'a day to come',
      { date: seconds('2077-12-10'), date_format: 0 },
      { date: '2077-12-10', precision: 'day', year: 2077 },
    ],
    ['a float', { date: 1592956800.0, date_format: 0 }, { date: '2020-06-24', precision: 'day', year: 2020 }],
    ['a text', { date: '1592956800.0', date_format: '0' }, { date: '2020-06-24', precision: 'day', year: 2020 }],
    ['milliseconds', { date: seconds('2017-10-10') * 1000 }, { date: '2017-10-10', precision: 'day', year: 2017 }],
    [
      'a day in the middle of it',
      { date: seconds('2020-06-24') + NOON, date_format: 0 },
      { date: '2020-06-24', precision: 'day', year: 2020 },
    ],
    ['a year alone', { y: 2021 }, { date: null, precision: 'year', year: 2021 }],
    ['year and month alone', { y: 2021, m: 3 }, { date: '2021-03-01', precision: 'month', year: 2021 }],
    ['year and quarter alone', { y: 2021, date_format: 4 }, { date: '2021-04-01', precision: 'quarter', year: 2021 }],
    ['no date', {}, null],
    ['a month that there is not', { y: 2021, m: 13 }, { date: null, precision: 'year', year: 2021 }],
    ['a year beyond four digits', { date: -1e18 }, null],
    ['a number that is none', { date: Number.NaN, y: 'soon' }, null],
  ])('tells %s', (_what, release, expected) => {
    expect(releaseDate(release)).toEqual(expected);
  });
});

describe('the first release of a game', () => {
  it('is as precise as the release of the same instant, the finest of several', () => {
    const date = seconds('2020-12-31');
    const release = (date_format: number) => ({ date, date_format });
    expect(firstReleaseOf({ first_release_date: date, release_dates: [release(2), release(6)] })).toEqual({
      date: '2020-10-01',
      precision: 'quarter',
      year: 2020,
    });
    expect(firstReleaseOf({ first_release_date: date, release_dates: [release(2), release(0)] })?.date).toBe(
      '2020-12-31',
    );
  });

  it('is a year, where it is a 31 December of which no release tells more', () => {
    const game = {
      first_release_date: seconds('2020-12-31'),
      release_dates: [{ date: seconds('2022-12-31'), date_format: 0 }, 17],
    };
    expect(firstReleaseOf(game)).toEqual({ date: null, precision: 'year', year: 2020 });
  });

  it('is the earliest release where it is not told', () => {
    const release_dates = [
      { date: seconds('2022-05-02'), date_format: 0 },
      { date: seconds('2021-05-31'), date_format: 1 },
      { date: seconds('2019-12-31'), date_format: 7 },
    ];
    expect(firstReleaseOf({ release_dates })).toEqual({ date: '2021-05-01', precision: 'month', year: 2021 });
    expect(firstReleaseOf({})).toBeNull();
    const [later, sooner] = [
      { y: 2013, date_format: 2 },
      { y: 2010, date_format: 2 },
    ];
    for (const years of [
      [later, sooner],
      [sooner, later, { date: seconds('2011-04-02'), date_format: 0 }],
    ])
      expect(firstReleaseOf({ release_dates: years })).toEqual({ date: null, precision: 'year', year: 2010 });
  });
});

it('an instant can be written when it has a year of four digits', () => {
  expect([0, '0', -6e9, seconds('2200-01-01'), -6e18, 'soon', {}, null].map(isDated)).toEqual([
    ...[true, true, true, true, false, false, false, false],
  ]);
});
