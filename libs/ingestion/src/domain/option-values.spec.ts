import { type OptionRules, typedOptions } from './option-values';

const description = { en: '', fr: '' };
const rules: OptionRules = {
  area: { type: 'text', description, pattern: /^\d\d$/ },
  year: { type: 'text', description, values: ['2018', '2019'] },
  full: { type: 'boolean', description },
};
const faultsOf = (given: Record<string, unknown>): string[] => {
  const typed = typedOptions(rules, given);
  return 'faults' in typed ? typed.faults.map(({ pointer, code }) => `${pointer ?? ''} ${code}`) : [];
};

describe('the options of a dataset', () => {
  it('are typed by its rules', () => {
    expect(typedOptions(rules, { area: '44', year: '2018', full: 'true' })).toEqual({
      options: { area: '44', year: '2018', full: true },
    });
    expect(typedOptions(rules, { full: false })).toEqual({ options: { full: false } });
    expect(typedOptions(rules, { full: 'false' })).toEqual({ options: { full: false } });
  });

  it('are refused all at once, each by its place', () => {
    expect(faultsOf({ area: 'x', year: '2020', full: 'yes', other: 1 })).toEqual([
      '/options/area pattern',
      '/options/year value',
      '/options/full type',
      '/options/other unknown',
    ]);
    expect(faultsOf({ area: 44 })).toEqual(['/options/area type']);
    expect(faultsOf({ 'a/~b': 1 })).toEqual(['/options/a~1~0b unknown']);
    expect(faultsOf({ constructor: 'x' })).toEqual(['/options/constructor unknown']);
  });

  it('are suggested when mistyped', () => {
    const typed = typedOptions(rules, { yaer: '2018' });
    expect('faults' in typed && typed.faults[0]?.detail.en).toContain('"year"');
  });
});
