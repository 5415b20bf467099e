import { aMatchRecord as aRecord } from '../../../../../test/support/games/match-records';
import { vetoes, vetoesBetween } from './vetoes';

const aRow = (title: string, year: number, family: string): ReturnType<typeof aRecord> =>
  aRecord(title, { source: 'sales', year, families: [family] });

describe('vetoes', () => {
  it.each([
    ['same_source', aRecord('Comet'), aRecord('Comet')],
    ['variant', aRecord('Comet'), aRow('Comet HD', 2000, 'pc')],
    ['kind', aRecord('Comet', { kind: 'dlc' }), aRow('Comet', 2000, 'pc')],
    ['numbers', aRecord('Comet 2'), aRow('Comet 3', 2000, 'pc')],
    ['numbers', aRecord('Comet'), aRow('Comet 2', 2000, 'pc')],
    ['title_year', aRecord('Comet (2004)'), aRow('Comet (2005)', 2000, 'pc')],
    ['platform_years', aRow('Comet', 2000, 'pc'), aRow('Comet', 2003, 'pc')],
  ])('%s', (veto, a, b) => {
    expect(vetoes(a, b)).toEqual([veto]);
    expect(vetoes(b, a)).toEqual([veto]);
  });

  it.each([
    ['an edition and its base in one source', aRecord('Comet'), aRecord('Comet: Gold Edition')],
    ['a port and its base in one source', aRecord('Comet'), aRecord('Comet', { portOf: '1' })],
    ['one year in a title', aRecord('Comet (2004)'), aRow('Comet', 2000, 'pc')],
    ['numbers in two forms', aRecord('Comet II'), aRow('Comet 02', 2000, 'pc')],
    ['a record without title', aRecord('', { source: 'elasticsearch' }), aRow('Comet 2', 2000, 'pc')],
    ['two years on one platform', aRow('Comet', 2000, 'pc'), aRow('Comet', 2002, 'pc')],
    ['years on two platforms', aRow('Comet', 2000, 'pc'), aRow('Comet', 2009, 'wii')],
    ['an edition years later', aRow('Comet', 2000, 'pc'), aRow('Comet GOTY', 2004, 'pc')],
  ])('none between %s', (_, a, b) => {
    expect(vetoes(a, b)).toEqual([]);
  });

  it('of two games are those of their records, each once', () => {
    const [some, others] = [
      [aRecord('Comet'), aRow('Comet', 2000, 'pc')],
      [aRecord('Comet 2'), aRow('Comet', 2009, 'pc')],
    ];
    expect(vetoesBetween(some, others)).toEqual(['same_source', 'numbers', 'platform_years']);
  });
});
