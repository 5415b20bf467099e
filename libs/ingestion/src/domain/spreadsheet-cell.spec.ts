import { neutralised, restored } from './spreadsheet-cell';

describe('a cell on its way to a spreadsheet', () => {
  it.each(['=HYPERLINK("x")', '+33 1 23', '-1+1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])(
    '%j gets an apostrophe',
    (cell) => {
      expect(neutralised(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['', 'Ain', '01400', '-12.5', '+4,25', "L'Abergement", "'"])('%j stays', (cell) => {
    expect(neutralised(cell)).toBe(cell);
  });

  it.each(['=1', "'=1", "''@", '-12.5', "'-12.5", "'", 'Ain', '-', ''])('%j comes back as it was', (cell) => {
    expect(restored(neutralised(cell))).toBe(cell);
  });

  it('is restored when a spreadsheet user typed no apostrophe', () => {
    expect(restored('=1')).toBe('=1');
  });
});
