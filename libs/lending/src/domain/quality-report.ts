import { BANK_COLUMNS, type Column, OPPORTUNITY_COLUMNS, PROPOSAL_COLUMNS } from './columns';
import { type LendingDataset, QUALITY_RULES, type QualityRule, type Severity } from './quality-rules';

/** How often a rule counted a row, of those that it looks at. */
export interface RuleCount extends QualityRule {
  readonly checked: number;
  readonly count: number;
  /** Of those checked, two decimals; null where there are none. */
  readonly percent: number | null;
  /** Ids of the first rows, by id. */
  readonly examples: readonly string[];
}

export const MOST_EXAMPLES = 10;

export const COLUMNS: Readonly<Record<LendingDataset, readonly Column[]>> = {
  opportunities: OPPORTUNITY_COLUMNS,
  proposals: PROPOSAL_COLUMNS,
  banks: BANK_COLUMNS,
};
export const DATASETS = Object.keys(COLUMNS) as readonly LendingDataset[];

/** The rule by which blank cells are counted, once for each column. */
export const MISSING = 'missing';

const missingOf = (dataset: LendingDataset): readonly QualityRule[] =>
  COLUMNS[dataset].map(({ column }) => ({ rule: MISSING, severity: 'information', dataset, column, effect: 'kept' }));

/** All that is counted, blank cells by column included. */
export const COUNTED_RULES: readonly QualityRule[] = [...QUALITY_RULES, ...DATASETS.flatMap(missingOf)];

export const RULE_NAMES: readonly string[] = [...QUALITY_RULES.map(({ rule }) => rule), MISSING];

/** What is asked for; absent: all. */
export interface QualityFilter {
  readonly rule?: readonly string[];
  readonly severity?: readonly Severity[];
  readonly dataset?: readonly LendingDataset[];
}

export const isAskedFor = ({ rule, severity, dataset }: QualityRule, asked: QualityFilter): boolean =>
  (asked.rule?.includes(rule) ?? true) &&
  (asked.severity?.includes(severity) ?? true) &&
  (asked.dataset?.includes(dataset) ?? true);

export function percentOf(count: number, checked: number): number | null {
  return checked === 0 ? null : Math.round((10_000 * count) / checked) / 100;
}

export const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'information'];

/** Rules at least that grave that counted more than so many percent of what they look at. */
export function broken(rules: readonly RuleCount[], least: Severity, mostPercent: number): readonly RuleCount[] {
  const grave = GRAVEST_FIRST.slice(0, GRAVEST_FIRST.indexOf(least) + 1);
  return rules.filter(
    ({ severity, count, checked }) => grave.includes(severity) && 100 * count > mostPercent * checked,
  );
}
