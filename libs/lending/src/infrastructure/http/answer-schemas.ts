import type { CellType } from '../../domain/columns';
import { EXCLUSIONS, FLAGS, RANKINGS } from '../../domain/proposal-ranking';
import { QUALITY_RULES } from '../../domain/quality-rules';
import { BORROWER_MEMBERS, FURTHER_COLUMNS, OTHER_COLUMNS, typeOfColumn } from '../persistence/opportunity-members';
import type { AnswerSchema } from './answers';
import { BEST_PROPOSALS_EXAMPLE, OPPORTUNITY_EXAMPLE, PAGE_EXAMPLE, PROPOSALS_EXAMPLE } from './answer-examples';

type Properties = Readonly<Record<string, AnswerSchema>>;

const TYPES: Readonly<Record<CellType, AnswerSchema>> = {
  id: { type: 'string', pattern: '^[0-9A-Za-z]{15}[A-Z0-5]{3}$' },
  boolean: { type: 'boolean' },
  whole: { type: 'integer' },
  age: { type: 'integer', minimum: 18, maximum: 100 },
  amount: { type: 'number' },
  score: { type: 'number' },
  rate: { type: 'number' },
  text: { type: 'string' },
  instant: { type: 'string', format: 'date-time' },
};

export const orNull = (schema: AnswerSchema): AnswerSchema => ({ ...schema, type: [schema['type'], 'null'] });
export const told = (schema: AnswerSchema, description: string): AnswerSchema => ({ ...schema, description });
export const listOf = (items: AnswerSchema): AnswerSchema => ({ type: 'array', items });
export const oneOf = (values: readonly string[]): AnswerSchema => ({ type: 'string', enum: [...values] });

/** An object with these members and no others; `optional` may be absent. */
export const object = (properties: Properties, optional: readonly string[] = []): AnswerSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
  additionalProperties: false,
});

const ALWAYS_THERE = new Set(['id', 'created_at', 'stage']);
const ofColumn = (column: string): AnswerSchema => {
  const schema = TYPES[typeOfColumn(column)];
  return ALWAYS_THERE.has(column) ? schema : orNull(schema);
};
const ofColumns = (columns: readonly string[]): Properties =>
  Object.fromEntries(columns.map((column) => [column, ofColumn(column)]));

const BORROWER: Properties = Object.fromEntries(
  Object.entries(BORROWER_MEMBERS).map(([member, column]) => [member, ofColumn(column)]),
);
const RESPONSE_ID = told({ type: 'string', format: 'uuid' }, 'UUID v4 of this answer; it is in the access log too.');
export const COUNT: AnswerSchema = { type: 'integer', minimum: 0 };
const FLAG_LIST = listOf(
  oneOf(QUALITY_RULES.filter(({ dataset }) => dataset === 'opportunities').map(({ rule }) => rule)),
);

const PROPOSAL = object({
  rank: told(orNull({ type: 'integer', minimum: 1 }), 'Null: takes no part in the ranking.'),
  proposal_id: TYPES.id,
  bank_id: orNull(TYPES.id),
  bank_name: orNull(TYPES.text),
  bank_group: orNull(TYPES.text),
  bank_status: { type: ['string', 'null'], enum: ['active', 'retired', 'test', null] },
  rate_percent: told(orNull(TYPES.rate), 'A year, without insurance.'),
  insurance_rate_percent: orNull(TYPES.rate),
  duration_months: orNull(TYPES.whole),
  created_at: TYPES.instant,
  step: orNull(TYPES.text),
  eligible: TYPES.boolean,
  exclusions: listOf(oneOf(EXCLUSIONS)),
  flags: listOf(oneOf(FLAGS)),
  monthly_payment: told(orNull(TYPES.amount), 'Euros, without insurance.'),
  monthly_insurance: told(orNull(TYPES.amount), 'Euros, on the initial capital.'),
  total_cost: told(orNull(TYPES.amount), 'Euros: all that is paid, less the principal.'),
});

const QUALITY = object({
  flags: FLAG_LIST,
  set_aside: told(
    { type: ['object', 'null'], additionalProperties: TYPES.text },
    'Values that cannot be, as the file has them.',
  ),
});
const DETAILS = object({
  ...ofColumns(OTHER_COLUMNS.map(({ column }) => column)),
  bank_group: orNull(TYPES.text),
  synthetic: TYPES.boolean,
  run_id: TYPES.whole,
});

export const OPPORTUNITY: AnswerSchema = {
  ...object(
    { response_id: RESPONSE_ID, ...BORROWER, quality: QUALITY, details: DETAILS, proposals: listOf(PROPOSAL) },
    ['response_id', ...Object.keys(BORROWER), 'quality', 'details', 'proposals'],
  ),
  example: OPPORTUNITY_EXAMPLE,
};

const page = (item: AnswerSchema, meta: Properties): AnswerSchema =>
  object({
    data: listOf(item),
    meta: object({ limit: COUNT, has_more: TYPES.boolean, page: COUNT, total: COUNT, ...meta }, ['page', 'total']),
    links: object({ self: TYPES.text, next: TYPES.text, prev: TYPES.text }, ['next', 'prev']),
  });

const ITEM: Properties = {
  ...BORROWER,
  created_at: TYPES.instant,
  ...ofColumns(FURTHER_COLUMNS),
  bank_group: orNull(TYPES.text),
  quality_flags: FLAG_LIST,
  proposals_count: COUNT,
};
export const OPPORTUNITY_PAGE: AnswerSchema = {
  ...page(object(ITEM, Object.keys(ITEM)), { response_id: RESPONSE_ID }),
  example: PAGE_EXAMPLE,
};

export const PROPOSALS: AnswerSchema = {
  ...object({
    data: listOf(PROPOSAL),
    meta: object({
      opportunity_id: TYPES.id,
      rank_by: oneOf(RANKINGS),
      best: told(orNull(TYPES.id), 'Of a proposal; null: none competes.'),
      ranked: COUNT,
      excluded: COUNT,
    }),
  }),
  example: PROPOSALS_EXAMPLE,
};

const BEST: Properties = {
  opportunity_id: TYPES.id,
  proposal_id: TYPES.id,
  rate_percent: TYPES.rate,
  duration_months: TYPES.whole,
  bank_name: TYPES.text,
};
export const BEST_PROPOSALS: AnswerSchema = {
  ...page(object(BEST, Object.keys(BEST)), {
    opportunities_with_proposals: COUNT,
    without_eligible: told(COUNT, 'Those of them for which no proposal competes.'),
  }),
  example: BEST_PROPOSALS_EXAMPLE,
};
