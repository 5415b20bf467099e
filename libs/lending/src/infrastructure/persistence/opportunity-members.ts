import { jsonArray, type JsonMembers, jsonPlain, jsonQuoted } from '@hexagone/platform';
import { type CellType, type Column, OPPORTUNITY_COLUMNS } from '../../domain/columns';

/** In the vocabulary that callers already speak: member → column. */
export const BORROWER_MEMBERS = {
  id: 'id',
  age_emprunteur: 'borrower_age',
  banque_principale: 'main_bank',
  deja_souscrit_credit_immo: 'had_mortgage',
  categorie_professionnelle: 'borrower_category',
  contrat_travail: 'borrower_contract',
  revenu_total: 'revenue',
  montant_pret_principal: 'loan_principal',
  stage_name: 'stage',
} as const;

/** What lists show beside on demand, under the names of their columns. */
export const FURTHER_COLUMNS = [
  'origin',
  'property_type',
  'project_type',
  'property_use',
  'situation',
  'wanted_duration_years',
  'deposit',
  'debt_ratio_percent',
] as const;

const identity = (sql: string): string => sql;
/** Without the zeros that a column of numbers adds: `235055`, not `235055.00`. */
const trimmed = (sql: string): string => `trim_scale(${sql})`;
const instant = (sql: string): string => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What JSON shows of a column. */
const VALUES: Readonly<Record<CellType, (sql: string) => string>> = {
  id: identity,
  text: identity,
  boolean: identity,
  whole: identity,
  age: identity,
  amount: trimmed,
  score: trimmed,
  rate: trimmed,
  instant,
};
const QUOTED: ReadonlySet<CellType> = new Set(['id', 'text', 'instant']);

const COLUMN_TYPES: ReadonlyMap<string, CellType> = new Map(
  OPPORTUNITY_COLUMNS.map(({ column, type }) => [column, type]),
);

/** What a column of `opportunity` holds. */
export const typeOfColumn = (column: string): CellType => COLUMN_TYPES.get(column) ?? 'text';

const valueOf = (column: string): string => VALUES[typeOfColumn(column)](`o.${column}`);

/** The same as JSON text. */
function written(column: string): string {
  const value = valueOf(column);
  return `coalesce(${QUOTED.has(typeOfColumn(column)) ? jsonQuoted(value) : jsonPlain(value)}, 'null')`;
}

const BORROWER = Object.entries(BORROWER_MEMBERS);

/** Offers that name an opportunity, a row of `opportunity` called `o`. */
export const PROPOSALS_COUNT = '(SELECT count(*) FROM proposal f WHERE f.opportunity_id = o.id)';

/** Everything that an item of the list can have. */
export const LISTED_MEMBERS: JsonMembers = {
  ...Object.fromEntries(BORROWER.map(([member, column]) => [member, written(column)])),
  ...Object.fromEntries(['created_at', ...FURTHER_COLUMNS, 'bank_group'].map((column) => [column, written(column)])),
  quality_flags: jsonArray('SELECT unnest(o.quality_flags)'),
  proposals_count: jsonPlain(PROPOSALS_COUNT),
};

const shown = new Set<string>(Object.values(BORROWER_MEMBERS));

/** Columns that the ten members do not show. */
export const OTHER_COLUMNS: readonly Column[] = OPPORTUNITY_COLUMNS.filter(({ column }) => !shown.has(column));

const object = (columns: string): string => `(SELECT row_to_json(x) FROM (SELECT ${columns}) x)`;
const details = OTHER_COLUMNS.map(({ column }) => `${valueOf(column)} AS ${column}`).join(', ');

/** Members of one opportunity, a row of `opportunity` called `o`, as SQL of their values. */
export const ONE_MEMBERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(BORROWER.map(([member, column]) => [member, valueOf(column)])),
  quality: object('o.quality_flags AS flags, o.set_aside'),
  details: object(`${details}, o.bank_group, o.synthetic, o.run_id`),
};
