import { DATASETS, GRAVEST_FIRST, MOST_EXAMPLES, RULE_NAMES } from '../../domain/quality-report';
import type { AnswerSchema } from './answers';

const COUNT: AnswerSchema = { type: 'integer', minimum: 0 };
const PERCENT: AnswerSchema = { type: ['number', 'null'], minimum: 0, maximum: 100 };
const TEXT: AnswerSchema = { type: 'string' };
const NUMBER: AnswerSchema = { type: 'number' };
const DATASET: AnswerSchema = { type: 'string', enum: [...DATASETS] };

const object = (properties: Readonly<Record<string, AnswerSchema>>): AnswerSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});
const listOf = (properties: Readonly<Record<string, AnswerSchema>>): AnswerSchema => ({
  type: 'array',
  items: object(properties),
});

const RULE = {
  rule: { type: 'string', enum: [...RULE_NAMES] },
  severity: { type: 'string', enum: [...GRAVEST_FIRST] },
  dataset: DATASET,
  column: TEXT,
  checked: COUNT,
  count: COUNT,
  percent: PERCENT,
  examples: { type: 'array', maxItems: MOST_EXAMPLES, items: TEXT },
  effect: TEXT,
};

const EXAMPLE = {
  run_id: 12,
  datasets: [{ dataset: 'opportunities', rows: 60, synthetic: false }],
  rules: [
    {
      rule: 'age_out_of_range',
      severity: 'warning',
      dataset: 'opportunities',
      column: 'borrower_age',
      checked: 59,
      count: 3,
      percent: 5.08,
      examples: ['006000000000057AAA', '006000000000058AAA', '006000000000059AAA'],
      effect: 'null',
    },
  ],
  missing: [{ dataset: 'opportunities', column: 'borrower_age', missing: 1, percent: 1.67 }],
  extremes: [{ dataset: 'opportunities', column: 'borrower_age', min: -940, max: 144 }],
  spelling: [
    {
      group: 'BOURSOBANK',
      variants: [
        { value: 'BOURSORAMA BANQUE', count: 10 },
        { value: 'Boursobank', count: 10 },
      ],
    },
  ],
  suggestions: [{ dataset: 'banks', value: 'CREDI AGRICOLE', count: 1, group: 'CREDIT AGRICOLE', similarity: 0.82 }],
  history: [{ run_id: 12, at: '2024-04-01T06:00:00.000Z', counts: { age_out_of_range: 3 } }],
};

/** Counts are of rows; percents of the rows that a rule looks at. */
export const QUALITY: AnswerSchema = {
  ...object({
    run_id: { type: ['integer', 'null'] },
    datasets: listOf({ dataset: DATASET, rows: COUNT, synthetic: { type: 'boolean' } }),
    rules: listOf(RULE),
    missing: listOf({ dataset: DATASET, column: TEXT, missing: COUNT, percent: PERCENT }),
    extremes: listOf({ dataset: DATASET, column: TEXT, min: NUMBER, max: NUMBER }),
    spelling: listOf({ group: TEXT, variants: listOf({ value: TEXT, count: COUNT }) }),
    suggestions: listOf({ dataset: DATASET, value: TEXT, count: COUNT, group: TEXT, similarity: NUMBER }),
    history: listOf({
      run_id: { type: 'integer' },
      at: { type: 'string', format: 'date-time' },
      counts: { type: 'object', additionalProperties: COUNT },
    }),
  }),
  example: EXAMPLE,
};
