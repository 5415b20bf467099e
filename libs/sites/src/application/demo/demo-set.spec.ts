import { demoSet, demoToday } from './demo-set';

describe('the demo set', () => {
  const { sites, groups, nesting } = demoSet('2026-11-20');
  const valuesOf = (country: string, member: string): unknown[] =>
    sites.filter((site) => site.country === country).map(({ values }) => values[member]);
  const daysOf = (country: string): string[] => sites.filter((site) => site.country === country).map(({ day }) => day);

  it('has five sites of each country, in the past and on weekends to come', () => {
    expect(daysOf('FR')).toEqual(['2026-11-17', '2026-11-14', '2026-11-11', '2026-11-08', '2026-11-05']);
    expect(daysOf('IT')).toEqual(['2026-11-21', '2026-11-28', '2026-12-05', '2026-12-12', '2026-12-19']);
    expect(demoSet('2026-11-21').sites[5]?.day).toBe('2026-11-21');
    expect(demoSet('2026-11-22').sites[5]?.day).toBe('2026-11-28');
  });

  it('has the same figures whenever it is made', () => {
    expect(valuesOf('FR', 'max_power_megawatt')).toEqual([10, 20, 30, 40, 50]);
    expect(valuesOf('FR', 'min_power_megawatt')).toEqual([1, 2, 3, 4, 5]);
    expect(valuesOf('FR', 'useful_energy_at_1_megawatt')).toEqual([0.75, 0.8, 0.85, 0.9, 0.95]);
    expect(valuesOf('IT', 'max_power_megawatt')).toEqual([15, 24, 33, 42, 51]);
    expect(valuesOf('IT', 'min_power_megawatt')).toEqual([2, 3, 4, 5, 6]);
    expect(valuesOf('IT', 'efficiency')).toEqual([0.6, 0.66, 0.72, 0.78, 0.84]);
  });

  it('puts sites by turns into two groups and into one', () => {
    expect(groups.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'Groupe 1 group2',
      'Groupe 2 group3',
      'Groupe 3 group1',
      'Groupe 4 group2',
    ]);
    expect(nesting).toEqual({ parent: 'Groupe 1', child: 'Groupe 3' });
    expect(sites.map((site) => site.groups.join())).toEqual(
      Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 'Groupe 1,Groupe 4' : 'Groupe 3')),
    );
  });

  it('is of the day that it is in Paris', () => {
    expect(demoToday(new Date('2026-11-20T23:30:00Z'))).toBe('2026-11-21');
  });
});
