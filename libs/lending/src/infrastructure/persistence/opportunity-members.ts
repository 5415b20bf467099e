import { jsonArray, jsonInstant, jsonObject, type JsonMembers, jsonPlain, jsonQuoted } from '@hexagone/platform';
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

const orNull = (json: string): string => `coalesce(${json}, 'null')`;

/** Numbers without the zeros that their column adds: `235055`, not `235055.00`. */
export const jsonNumber = (sql: string): string => jsonPlain(`trim_scale(${sql})`);

const WRITERS: Readonly<Record<CellType, (sql: string) => string>> = {
  id: jsonQuoted,
  text: jsonQuoted,
  boolean: jsonPlain,
  whole: jsonPlain,
  age: jsonPlain,
  amount: jsonNumber,
  score: jsonNumber,
  rate: jsonNumber,
  instant: jsonInstant,
};

const COLUMN_TYPES: ReadonlyMap<string, CellType> = new Map(
  OPPORTUNITY_COLUMNS.map(({ column, type }) => [column, type]),
);

/** What a column of `opportunity` holds. */
export const typeOfColumn = (column: string): CellType => COLUMN_TYPES.get(column) ?? 'text';

const written = (column: string): string => orNull(WRITERS[typeOfColumn(column)](`o.${column}`));

const membersOf = (columns: readonly string[]): JsonMembers =>
  Object.fromEntries(columns.map((column) => [column, written(column)]));

const borrower: JsonMembers = Object.fromEntries(
  Object.entries(BORROWER_MEMBERS).map(([member, column]) => [member, written(column)]),
);

/** Offers that name an opportunity, a row of `opportunity` called `o`. */
export const PROPOSALS_COUNT = '(SELECT count(*) FROM proposal f WHERE f.opportunity_id = o.id)';

/** Everything that an item of the list can have. */
export const LISTED_MEMBERS: JsonMembers = {
  ...borrower,
  created_at: written('created_at'),
  ...membersOf(FURTHER_COLUMNS),
  bank_group: written('bank_group'),
  quality_flags: jsonArray('SELECT unnest(o.quality_flags)'),
  proposals_count: jsonPlain(PROPOSALS_COUNT),
};

const shown = new Set<string>(Object.values(BORROWER_MEMBERS));

/** Columns that the ten members do not show. */
export const OTHER_COLUMNS: readonly Column[] = OPPORTUNITY_COLUMNS.filter(({ column }) => !shown.has(column));

const DETAILS: JsonMembers = {
  ...membersOf(OTHER_COLUMNS.map(({ column }) => column)),
  bank_group: written('bank_group'),
  synthetic: jsonPlain('o.synthetic'),
  run_id: jsonPlain('o.run_id'),
};
const QUALITY: JsonMembers = {
  flags: jsonArray('SELECT unnest(o.quality_flags)'),
  set_aside: orNull(jsonPlain('o.set_aside')),
};

/** Members of one opportunity; `responseId` is SQL of that member. */
export const oneMembers = (responseId: string): JsonMembers => ({
  response_id: jsonQuoted(responseId),
  ...borrower,
  quality: jsonObject(QUALITY),
  details: jsonObject(DETAILS),
});
