import { broken, COUNTED_RULES, isAskedFor, percentOf, RULE_NAMES, type RuleCount } from './quality-report';

const counted = (severity: RuleCount['severity'], count: number, checked = 200): RuleCount => ({
  ...{ rule: 'r', severity, dataset: 'banks', column: 'name', effect: 'kept', examples: [] },
  ...{ checked, count, percent: percentOf(count, checked) },
});

describe('what a rule counts', () => {
  it.each([
    [3, 59, 5.08],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [0, 7, 0],
    [0, 0, null],
  ])('%d of %d are %p percent', (count, checked, percent) => {
    expect(percentOf(count, checked)).toBe(percent);
  });

  it('is too much beyond the share that is borne, for rules that are grave enough', () => {
    const rules = [counted('error', 2), counted('warning', 3), counted('information', 200)];
    expect(broken(rules, 'error', 0)).toEqual([rules[0]]);
    expect(broken(rules, 'warning', 0)).toEqual([rules[0], rules[1]]);
    expect(broken(rules, 'warning', 1)).toEqual([rules[1]]);
    expect(broken(rules, 'warning', 1.5)).toEqual([]);
    expect(broken([counted('error', 0, 0)], 'error', 0)).toEqual([]);
  });

  it('is not rounded before it is judged', () => {
    expect(broken([counted('error', 1, 100_000)], 'error', 0)).toHaveLength(1);
  });
});

describe('rules', () => {
  it('have names of their own, but that of blank cells, which is there for each column', () => {
    expect(new Set(RULE_NAMES).size).toBe(RULE_NAMES.length);
    const blanks = COUNTED_RULES.filter(({ rule }) => rule === 'missing').map(({ dataset }) => dataset);
    expect([blanks.length, new Set(blanks)]).toEqual([60, new Set(['opportunities', 'proposals', 'banks'])]);
  });

  it('are chosen by all that is asked', () => {
    const rule = counted('warning', 1);
    expect(isAskedFor(rule, {})).toBe(true);
    expect(isAskedFor(rule, { rule: ['r'], severity: ['error', 'warning'], dataset: ['banks'] })).toBe(true);
    expect(isAskedFor(rule, { rule: ['other'] })).toBe(false);
    expect(isAskedFor(rule, { severity: ['error'] })).toBe(false);
    expect(isAskedFor(rule, { rule: ['r'], dataset: ['proposals'] })).toBe(false);
  });
});
