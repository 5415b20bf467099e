import { aMatchRecord } from '../../../../../test/support/games/match-records';
import { gapOf, workOf } from './work';

const aRow = (title: string, year: number | null, ...families: string[]): ReturnType<typeof aMatchRecord> =>
  aMatchRecord(title, { source: 'sales', year, families });

describe('a work', () => {
  it('has the years and platforms of all its rows; one with whole figures speaks for it', () => {
    const rows = [aRow('Comet (JP sales)', 2001, 'pc'), aRow('Comet', 2001, 'pc', 'wii'), aRow('Comet', null)];
    expect(workOf(rows)).toMatchObject({ first: rows[1], years: [2001], families: ['pc', 'wii'] });
    expect(workOf(rows.slice(0, 1)).first).toBe(rows[0]);
  });

  it('without rows is a mistake', () => {
    expect(() => workOf([])).toThrow('A work without rows');
  });

  it('is as far from another as their nearest years', () => {
    const [some, others] = [
      workOf([aRow('Comet', 2001), aRow('Comet', 2003)]),
      workOf([aRow('Comet', 1998), aRow('Comet', 2004)]),
    ];
    expect(gapOf(some, others)).toBe(1);
    expect(gapOf(some, workOf([aRow('Comet', null)]))).toBeNull();
  });
});
