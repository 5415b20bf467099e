import { readDay, readQuarter, readWhole } from './label-reading';

const dayOf = (day: string): number => Date.parse(`${day}T00:00Z`) / 86_400_000;

describe('a day', () => {
  it.each([
    ['2018-02-11', '2018-02-11'],
    ['2018/2/1', '2018-02-01'],
    ['11/02/2018', '2018-02-11'],
    ['1.2.2018', '2018-02-01'],
    ['03/01/2025', '2025-01-03'],
    ['29-02-2024', '2024-02-29'],
    ['42979', '2017-09-01'],
    ['42979.0', '2017-09-01'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toBe(dayOf(day));
  });

  it.each([
    '',
    '2018-02-30',
    '29/02/2023',
    '13/13/2018',
    '2018-13-01',
    '00/01/2018',
    '11/02/18',
    '42979.5',
    '1',
    'hier',
  ])('%s is none', (text) => {
    expect(readDay(text)).toBeNull();
  });
});

describe('a quarter of an hour', () => {
  it.each([
    ['00:00', 0],
    ['7:30', 450],
    ['07:30:00', 450],
    ['23:45', 1425],
    ['0', 0],
    ['0.5', 720],
    ['0,0104166666666667', 15],
    ['0.989583333333333', 1425],
  ])('%s is %d minutes', (text, minutes) => {
    expect(readQuarter(text)).toBe(minutes);
  });

  it.each(['', '24:00', '12:10', '12:60', '07:30:15', '0.51', '1.5', '0.9999', 'midi'])('%s is none', (text) => {
    expect(readQuarter(text)).toBeNull();
  });
});

describe('a whole number', () => {
  it.each([
    ['51234', 51_234],
    ['-426', -426],
    ['51234.0', 51_234],
    ['51234,00', 51_234],
    ['51 234', 51_234],
    ['51\u00a0234', 51_234],
    ['1\u202f051\u202f234', 1_051_234],
    [' 12 ', 12],
  ])('%s is %d', (text, number) => {
    expect(readWhole(text)).toBe(number);
  });

  it.each([undefined, '', ' ', 'ND', 'nd', '-', ' - '])('%j is none, never zero', (text) => {
    expect(readWhole(text)).toBeNull();
  });

  it.each(['51234.5', '51,234', '6 39', '1e3', 'beaucoup', '--'])('%s is something else', (text) => {
    expect(readWhole(text)).toBeNaN();
  });
});
