import { STAGES, BORROWER_CATEGORIES, BORROWER_CONTRACTS } from './known-values';

export type Severity = 'error' | 'warning' | 'information';
export type LendingDataset = 'opportunities' | 'proposals' | 'banks';

/** One doubt that is counted. Nothing is refused for it. */
export interface QualityRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly dataset: LendingDataset;
  readonly column: string;
  /** What becomes of the value. */
  readonly effect: 'null' | 'out-of-statistics' | 'kept' | 'group' | 'listed' | 'excluded' | 'flagged' | 'status';
}

type Row = readonly [rule: string, severity: Severity, column: string, effect: QualityRule['effect']];

const rulesOf = (dataset: LendingDataset, rows: readonly Row[]): readonly QualityRule[] =>
  rows.map(([rule, severity, column, effect]) => ({ rule, severity, dataset, column, effect }));

/** Those that a row of an export of opportunities bears as flags, and those that are counted over all rows. */
export const QUALITY_RULES: readonly QualityRule[] = [
  ...rulesOf('opportunities', [
    ['age_out_of_range', 'warning', 'borrower_age', 'null'],
    ['age_not_whole', 'warning', 'borrower_age', 'null'],
    ['revenue_not_positive', 'warning', 'revenue', 'out-of-statistics'],
    ['principal_not_positive', 'warning', 'loan_principal', 'out-of-statistics'],
    ['deposit_negative', 'warning', 'deposit', 'out-of-statistics'],
    ['duration_implausible', 'warning', 'wanted_duration_years', 'out-of-statistics'],
    ['debt_ratio_above_100', 'warning', 'debt_ratio_percent', 'out-of-statistics'],
    ['created_in_future', 'warning', 'created_at', 'kept'],
    ['unknown_category', 'information', 'borrower_category', 'kept'],
    ['unknown_contract', 'information', 'borrower_contract', 'kept'],
    ['unknown_stage', 'information', 'stage', 'kept'],
    ['placeholder_text', 'warning', '*', 'kept'],
    ['bank_variant', 'information', 'main_bank', 'group'],
    ['bank_unmatched', 'information', 'main_bank', 'group'],
    ['final_proposal_unknown', 'warning', 'final_proposal_id', 'listed'],
  ]),
  ...rulesOf('proposals', [
    ['orphan_opportunity', 'error', 'opportunity_id', 'listed'],
    ['orphan_bank', 'error', 'bank_id', 'listed'],
    ['rate_missing', 'warning', 'rate_percent', 'excluded'],
    ['rate_not_positive', 'warning', 'rate_percent', 'excluded'],
    ['rate_above_15', 'warning', 'rate_percent', 'flagged'],
    ['duration_missing', 'warning', 'duration_months', 'excluded'],
    ['duration_looks_like_years', 'warning', 'duration_months', 'flagged'],
    ['insurance_unknown', 'information', 'insurance_rate_percent', 'flagged'],
    ['not_eligible', 'information', 'step', 'excluded'],
  ]),
  ...rulesOf('banks', [
    ['bank_test_record', 'warning', 'name', 'status'],
    ['bank_retired', 'warning', 'name', 'status'],
    ['bank_same_name', 'information', 'name', 'status'],
  ]),
];

/** What is looked at of an opportunity, amounts in euros. `raw`: texts as they stand in the file, by column. */
export interface Judged {
  readonly values: Readonly<Record<string, unknown>>;
  readonly placeholders: boolean;
  readonly now: number;
}

export const LEAST_AGE = 18;
export const MOST_AGE = 100;

/** An age that can be a borrower's, in whole years. */
export const isPlausibleAge = (age: number): boolean => Number.isInteger(age) && age >= LEAST_AGE && age <= MOST_AGE;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isStrange = (value: unknown, known: ReadonlySet<string>): boolean =>
  typeof value === 'string' && !known.has(value);

/** Flags of a row, in the order of the rules; those of the age are the reader's, those of banks need the aliases. */
export function flagsOfRow({ values, placeholders, now }: Judged): readonly string[] {
  const { revenue, loan_principal: principal, deposit, wanted_duration_years: years } = values;
  const { debt_ratio_percent: ratio, created_at: at } = values;
  const holds: Readonly<Record<string, boolean>> = {
    revenue_not_positive: isNumber(revenue) && revenue <= 0,
    principal_not_positive: isNumber(principal) && principal <= 0,
    deposit_negative: isNumber(deposit) && deposit < 0,
    duration_implausible: isNumber(years) && (years <= 0 || years > 40),
    debt_ratio_above_100: isNumber(ratio) && ratio > 100,
    created_in_future: typeof at === 'string' && Date.parse(at) > now,
    unknown_category: isStrange(values['borrower_category'], BORROWER_CATEGORIES),
    unknown_contract: isStrange(values['borrower_contract'], BORROWER_CONTRACTS),
    unknown_stage: isStrange(values['stage'], STAGES),
    placeholder_text: placeholders,
  };
  return Object.keys(holds).filter((rule) => holds[rule]);
}
