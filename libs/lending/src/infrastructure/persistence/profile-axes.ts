import type { SqlParameters } from '@hexagone/platform';
import { AMOUNTS, type Amount, type Axis, type Dimension, type NumberField } from '../../domain/profile/axes';
import { AGE_BANDS, CLASSES, TAKEN } from '../../domain/profile/classes';
import type { Condition, Population } from '../../domain/profile/population';

const text = (column: string): string => `${column} COLLATE "C"`;

const AGE_STARTS = CLASSES.age_emprunteur.map(({ from }) => from).join();

const DIMENSION_COLUMNS: Readonly<Record<Dimension, string>> = {
  banque_principale: text('bank_group'),
  deja_souscrit_credit_immo: 'had_mortgage',
  categorie_professionnelle: text('borrower_category'),
  contrat_travail: text('borrower_contract'),
  age_band: `width_bucket(borrower_age, ARRAY[${AGE_STARTS}]::smallint[])`,
  stage_name: text('stage'),
  origin: text('origin'),
  property_use: text('property_use'),
  property_type: text('property_type'),
  project_type: text('project_type'),
  situation: text('situation'),
};

const AMOUNT_COLUMNS: Readonly<Record<Amount, string>> = {
  revenu_total: 'revenue',
  montant_pret_principal: 'loan_principal',
  deposit: 'deposit',
};

/** Values that statistics take, as float8; the others as null. */
export const takenOf = (field: NumberField): string => {
  if (field === 'age_emprunteur') return 'borrower_age::float8';
  const column = AMOUNT_COLUMNS[field];
  return `CASE WHEN ${column} ${TAKEN[field]} THEN ${column}::float8 END`;
};

/** Null where the file has nothing; what it has, statistics may take or not. */
export const givenOf = (field: NumberField): string =>
  field === 'age_emprunteur'
    ? `nullif(borrower_age IS NOT NULL OR set_aside ? 'borrower_age', false)`
    : AMOUNT_COLUMNS[field];

const isAmount = (axis: Axis): axis is Amount => (AMOUNTS as readonly Axis[]).includes(axis);

/** What rows are grouped by; days stand for their months, which are told after the grouping. */
export function groupedBy(axis: Axis): string {
  if (axis === 'month') return `(created_at AT TIME ZONE 'UTC')::date`;
  if (!isAmount(axis)) return DIMENSION_COLUMNS[axis];
  const starts = CLASSES[axis].map(({ from }) => from);
  const open = starts.at(-1) ?? 0;
  return `width_bucket(${takenOf(axis)}, ${starts[0] ?? 0}, ${open}, ${starts.length - 1})`;
}

/** The value of a group. */
export const toldOf = (axis: Axis, column: string): string =>
  axis === 'month' ? `to_char(${column}, 'YYYY-MM')` : column;

export type Stored = string | number | boolean | null;

/** The value of a group, as the domain knows it. */
export function valueOf(axis: Axis, stored: Stored = null): string | null {
  if (stored === null) return null;
  return axis === 'age_band' ? (AGE_BANDS[Number(stored) - 1] ?? null) : String(stored);
}

/** Whether a row is of the population. */
export function belongsTo({ conditions, from, to, plausibleAge }: Population, sql: SqlParameters): string {
  const terms = [
    ...conditions.map((condition) => holds(condition, sql)),
    ...(from === undefined ? [] : [`created_at >= ${sql.add(`${from}-01T00:00:00Z`)}::timestamptz`]),
    ...(to === undefined ? [] : [`created_at < ${sql.add(endOf(to))}::timestamptz`]),
    ...(plausibleAge ? ['borrower_age IS NOT NULL'] : []),
  ];
  return terms.length > 0 ? terms.join(' AND ') : 'true';
}

function endOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
}

function holds({ dimension, values }: Condition, sql: SqlParameters): string {
  const stored = dimension === 'age_band' ? values.map((value) => AGE_BANDS.indexOf(value) + 1) : values;
  const type = { age_band: 'integer[]', deja_souscrit_credit_immo: 'boolean[]' }[dimension as string] ?? 'text[]';
  return `${DIMENSION_COLUMNS[dimension]} = ANY (${sql.add(stored)}::${type})`;
}
