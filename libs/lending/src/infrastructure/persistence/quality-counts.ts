import type { StagingSession } from '@hexagone/ingestion';
import { type CellType, SQL_TYPES } from '../../domain/columns';
import { COLUMNS, COUNTED_RULES, MISSING } from '../../domain/quality-report';
import { type LendingDataset, QUALITY_RULES, type QualityRule } from '../../domain/quality-rules';

/** A run's connection or the database: whatever takes statements. */
type Session = Pick<StagingSession, 'query'>;

export const TABLES: Readonly<Record<LendingDataset, string>> = {
  opportunities: 'opportunity',
  proposals: 'proposal',
  banks: 'bank',
};

const AGE = 'borrower_age';
const SET_ASIDE = `coalesce(t.set_aside ? '${AGE}', false)`;

const unknown = (id: string, table: string): string =>
  `NOT EXISTS (SELECT FROM ${table} other WHERE other.id = t.${id})`;

/** Rows that a rule counts, of a table called `t`; what is not told here is a flag of the row. */
const HOLDS: Readonly<Record<string, string>> = {
  final_proposal_unknown: `t.final_proposal_id IS NOT NULL AND ${unknown('final_proposal_id', 'proposal')}`,
  orphan_opportunity: unknown('opportunity_id', 'opportunity'),
  orphan_bank: unknown('bank_id', 'bank'),
  rate_missing: 't.rate_percent IS NULL',
  rate_not_positive: 't.rate_percent <= 0',
  rate_above_15: 't.rate_percent > 15',
  duration_missing: 't.duration_months IS NULL OR t.duration_months <= 0',
  duration_looks_like_years: 't.duration_months BETWEEN 1 AND 40',
  insurance_unknown: 't.insurance_rate_percent IS NULL OR t.insurance_rate_percent <= 0',
  not_eligible: 't.ineligible',
  bank_test_record: `t.status = 'test'`,
  bank_retired: `t.status = 'retired'`,
  bank_same_name: 't.name_key IN (SELECT name_key FROM bank GROUP BY name_key HAVING count(*) > 1)',
};

/** Rules that look at every row, those without a value included. */
const OF_EVERY_ROW = new Set([
  ...[MISSING, 'placeholder_text', 'orphan_opportunity', 'orphan_bank'],
  ...['rate_missing', 'duration_missing', 'insurance_unknown', 'not_eligible'],
]);

const hasValue = (column: string): string =>
  column === AGE ? `(t.${AGE} IS NOT NULL OR ${SET_ASIDE})` : `t.${column} IS NOT NULL`;

/** SQL that holds for the rows that the rule counts. */
export const holds = ({ rule, column }: QualityRule): string =>
  rule === MISSING ? `NOT ${hasValue(column)}` : (HOLDS[rule] ?? `'${rule}' = ANY (t.quality_flags)`);

const checked = ({ rule, column }: QualityRule): string => (OF_EVERY_ROW.has(rule) ? 'true' : hasValue(column));

const NUMBERS: ReadonlySet<CellType> = new Set(['whole', 'age', 'amount', 'score', 'rate']);

const numbersOf = (dataset: LendingDataset): readonly string[] =>
  COLUMNS[dataset].filter(({ type }) => NUMBERS.has(type)).map(({ column }) => column);

const number = (column: string): string =>
  column === AGE
    ? `coalesce(t.${AGE}, (t.set_aside ->> '${AGE}')::${SQL_TYPES.amount})::float8`
    : `t.${column}::float8`;

const countIf = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;
const arrayOf = (values: readonly string[], type: string): string => `ARRAY[${values.join(', ')}]::${type}[]`;

interface CountRow {
  readonly rows: number;
  readonly synthetic: boolean;
  readonly checked: readonly number[];
  readonly counted: readonly number[];
  readonly least: readonly (number | null)[];
  readonly most: readonly (number | null)[];
}

export interface Counts extends Pick<CountRow, 'rows' | 'synthetic'> {
  readonly rules: readonly { readonly rule: QualityRule; readonly checked: number; readonly count: number }[];
  readonly extremes: readonly { readonly column: string; readonly min: number; readonly max: number }[];
}

/** All rules of a dataset, and the extremes of its numbers, by one reading of its table. */
export async function countsOf(session: Session, dataset: LendingDataset): Promise<Counts> {
  const rules = COUNTED_RULES.filter((rule) => rule.dataset === dataset);
  const numbers = numbersOf(dataset);
  const { rows } = await session.query<CountRow>(
    `SELECT count(*)::int AS rows, coalesce(bool_or(t.synthetic), false) AS synthetic,
       ${arrayOf(rules.map(checked).map(countIf), 'int')} AS checked,
       ${arrayOf(rules.map(holds).map(countIf), 'int')} AS counted,
       ${arrayOf(
         numbers.map(number).map((sql) => `min(${sql})`),
         'float8',
       )} AS least,
       ${arrayOf(
         numbers.map(number).map((sql) => `max(${sql})`),
         'float8',
       )} AS most
     FROM ${TABLES[dataset]} t`,
  );
  const [row] = rows;
  if (!row) throw new Error('An aggregate answered no row');
  return {
    rows: row.rows,
    synthetic: row.synthetic,
    rules: rules.map((rule, i) => ({ rule, checked: row.checked[i] ?? 0, count: row.counted[i] ?? 0 })),
    extremes: numbers.flatMap((column, i) => {
      const [min, max] = [row.least[i] ?? null, row.most[i] ?? null];
      return min === null || max === null ? [] : [{ column, min, max }];
    }),
  };
}

/** What the history keeps after a run: counts by rule, blank cells apart. In the run's own transaction. */
export async function recordQuality(session: Session, runId: number): Promise<void> {
  const counts = new Map(QUALITY_RULES.map(({ rule }) => [rule, 0]));
  for (const dataset of Object.keys(TABLES) as LendingDataset[])
    for (const { rule, count } of (await countsOf(session, dataset)).rules)
      if (rule.rule !== MISSING) counts.set(rule.rule, count);
  await session.query('INSERT INTO lending_quality (run_id, counts) VALUES ($1, $2)', [
    runId,
    JSON.stringify(Object.fromEntries(counts)),
  ]);
}
