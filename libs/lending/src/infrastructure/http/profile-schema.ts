import { DESCRIBED, DIMENSIONS, FILTERED, NUMBERS } from '../../domain/profile/axes';
import { COUNT, listOf, object, oneOf, orNull, told } from './answer-schemas';
import type { AnswerSchema } from './answers';
import { PROFILE_EXAMPLE } from './profile-example';

const TEXT: AnswerSchema = { type: 'string' };
const NUMBER = orNull({ type: 'number' });
const PERCENT = orNull({ type: 'number', minimum: 0, maximum: 100 });
const FLAG: AnswerSchema = { type: 'boolean' };
const VALUE: AnswerSchema = { type: ['string', 'boolean'] };
const DIMENSION = oneOf(DIMENSIONS);

const SHOWN = { count: told(orNull(COUNT), 'Null: masked.'), masked: FLAG };
const SIDE = object({ dimension: DIMENSION, values: listOf(VALUE) });

/** One of these by each name. */
const each = (names: readonly string[], schema: AnswerSchema): AnswerSchema => ({
  type: 'object',
  propertyNames: oneOf(names),
  minProperties: names.length,
  additionalProperties: schema,
});

const FIELDS = [...NUMBERS, ...DESCRIBED.filter((dimension) => dimension !== 'age_band')];

const FIGURES = {
  funnel: object({
    read: told(orNull(COUNT), 'Rows of the last file that was published; null: there was none.'),
    rejected: orNull(COUNT),
    duplicates: orNull(COUNT),
    skipped: orNull(COUNT),
    stored: COUNT,
    after_filters: COUNT,
    fields: each(FIELDS, object({ missing: COUNT, implausible: COUNT, usable: COUNT })),
  }),
  numeric: each(
    NUMBERS,
    object({
      n: COUNT,
      mean: NUMBER,
      stdev: NUMBER,
      p5: told(NUMBER, 'Null where n is below 100.'),
      p25: NUMBER,
      median: NUMBER,
      p75: NUMBER,
      p95: told(NUMBER, 'Null where n is below 100.'),
      histogram: listOf(
        object({
          from: told({ type: 'number' }, 'Included.'),
          to: told(NUMBER, 'Not included; null: without end.'),
          ...SHOWN,
        }),
      ),
    }),
  ),
  categorical: each(
    DESCRIBED,
    object({
      known: COUNT,
      missing: COUNT,
      missing_percent: PERCENT,
      values: listOf(object({ value: VALUE, ...SHOWN, percent_of_known: PERCENT })),
    }),
  ),
  cross_tabs: listOf(
    object({
      rows: SIDE,
      columns: SIDE,
      cells: listOf(listOf(object({ ...SHOWN, row_percent: PERCENT, column_percent: PERCENT }))),
      row_totals: listOf(object(SHOWN)),
      column_totals: listOf(object(SHOWN)),
      total: told(orNull(COUNT), 'Null: of fewer than k both are known.'),
      cramers_v: told(NUMBER, 'Null where a cell is masked.'),
      median_revenue_by_row: listOf(NUMBER),
    }),
  ),
  modal_profile: object({
    marginal: told(
      each([...NUMBERS, ...DESCRIBED], { type: ['string', 'boolean', 'number', 'null'] }),
      'Median or most frequent value of each field by itself: there may be nobody like that.',
    ),
    joint: told(
      listOf(
        object({ dimensions: listOf(DIMENSION), values: orNull(listOf(VALUE)), ...SHOWN, share_percent: PERCENT }),
      ),
      'Most frequent combination of the first two, three … dimensions.',
    ),
  }),
  by_month: listOf(object({ month: TEXT, ...SHOWN })),
};

/** Either the figures, or one group of them for each value of `by`. */
export const PROFILE: AnswerSchema = {
  ...object(
    {
      generation: COUNT,
      synthetic: FLAG,
      k: COUNT,
      filters: object({ from: TEXT, to: TEXT, ...Object.fromEntries(FILTERED.map((name) => [name, listOf(TEXT)])) }, [
        'from',
        'to',
        ...FILTERED,
      ]),
      population: oneOf(['all', 'plausible_age']),
      ...FIGURES,
      by: DIMENSION,
      missing: told(COUNT, 'Those whose value of `by` is unknown.'),
      groups: listOf(
        object({
          value: told(orNull(TEXT), 'Null: the values that few have, together.'),
          values: listOf(TEXT),
          ...FIGURES,
        }),
      ),
    },
    [...Object.keys(FIGURES), 'by', 'missing', 'groups'],
  ),
  example: PROFILE_EXAMPLE,
};
