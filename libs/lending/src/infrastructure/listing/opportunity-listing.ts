import { choiceField, type FieldTable, integerField, type Listing, type ListWords } from '@hexagone/platform';
import { QUALITY_RULES } from '../../domain/quality-rules';
import {
  BORROWER_MEMBERS,
  FURTHER_COLUMNS,
  LISTED_MEMBERS,
  PROPOSALS_COUNT,
  typeOfColumn,
} from '../persistence/opportunity-members';
import { fieldOf, opportunityIdField } from './lending-fields';

const SORTABLE = new Set(['id', 'age_emprunteur', 'revenu_total', 'montant_pret_principal', 'stage_name']);
const FLAGS = QUALITY_RULES.filter(({ dataset }) => dataset === 'opportunities').map(({ rule }) => rule);

const columns = { ...BORROWER_MEMBERS, ...Object.fromEntries(FURTHER_COLUMNS.map((column) => [column, column])) };

const fields = Object.fromEntries(
  Object.entries(columns).map(([name, column]) => [
    name,
    fieldOf(typeOfColumn(column), `o.${column}`, { sortable: SORTABLE.has(name), always: column === 'stage' }),
  ]),
);

const TABLE: FieldTable = {
  ...fields,
  id: opportunityIdField('o.id'),
  created_at: fieldOf('instant', 'o.created_at', { always: true }),
  bank_group: fieldOf('text', 'o.bank_group', { sortable: false }),
  quality_flags: choiceField('x.flag', FLAGS, {
    among: 'unnest(o.quality_flags) AS x (flag) WHERE true',
    sortable: false,
  }),
  proposals_count: integerField(PROPOSALS_COUNT, { always: true, sortable: false }),
};

/** What an item has when nothing else is said. */
export const USUAL_MEMBERS: readonly string[] = [...Object.keys(BORROWER_MEMBERS), 'created_at'];

export const OPPORTUNITY_WORDS: ListWords = { table: TABLE, members: Object.keys(LISTED_MEMBERS) };

export const OPPORTUNITIES: Listing = {
  resource: 'opportunities',
  fileName: 'opportunities',
  table: TABLE,
  sort: '-created_at',
  members: LISTED_MEMBERS,
  source: () => ({ from: 'opportunity o', where: [], id: 'o.id' }),
};
