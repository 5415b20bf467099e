import { SqlParameters } from '@hexagone/platform';
import { type Axis, type Dimension, NUMBERS } from '../../domain/profile/axes';
import { PERCENTILES } from '../../domain/profile/counted';
import type { Population } from '../../domain/profile/population';
import { belongsTo, groupedBy, givenOf, takenOf, toldOf } from './profile-axes';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** `[size, size, …]`, in one scan. */
export function sizesStatement(populations: readonly Population[]): Statement {
  const to = new SqlParameters();
  const counts = populations.map((population) => `count(*) FILTER (WHERE ${belongsTo(population, to)})`);
  return { sql: `SELECT json_build_array(${counts.join()}) AS sizes FROM opportunity`, values: to.values };
}

/** `set`, the values of its axes and the count of each group of each set; an axis that is not of the set is null. */
export function countsStatement(population: Population, sets: readonly (readonly Axis[])[]): Statement {
  const axes = [...new Set(sets.flat())];
  const set = sets.map((own, at) => `WHEN ${groupingOf(axes, own)} THEN ${at}`).join(' ');
  const grouped = grouping(population, axes, sets);
  const values = axes.map((axis) => `${toldOf(axis, axis)} AS ${axis}`).join(', ');
  return {
    sql: `SELECT CASE grouping(${axes.join()}) ${set} END AS set, ${values}, count(*)::int AS count ${grouped.sql}`,
    values: grouped.values,
  };
}

/** `dimension`, `value`, how many revenues and their median. */
export function mediansStatement(population: Population, dimensions: readonly Dimension[]): Statement {
  const sets = dimensions.map((dimension) => [dimension]);
  const which = sets.map((own) => `WHEN ${groupingOf(dimensions, own)} THEN '${own.join()}'`).join(' ');
  const value = `coalesce(${dimensions.map((dimension) => `${dimension}::text`).join()}) AS value`;
  const grouped = grouping(population, dimensions, sets, `, ${takenOf('revenu_total')} AS revenue`);
  return {
    sql: `SELECT CASE grouping(${dimensions.join()}) ${which} END AS dimension, ${value}, count(revenue)::int AS n,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY revenue) AS median ${grouped.sql}`,
    values: grouped.values,
  };
}

/** All figures of the numeric fields, and how many rows there are. */
export function numbersStatement(population: Population): Statement {
  const to = new SqlParameters();
  const shares = `ARRAY[${PERCENTILES.map((percent) => percent / 100).join()}]`;
  const taken = NUMBERS.map((field) => `${takenOf(field)} AS ${field}, ${givenOf(field)} AS ${field}_given`);
  const facts = NUMBERS.map(
    (field) => `'${field}', json_build_object('n', count(${field}), 'given', count(${field}_given),
      'mean', avg(${field}), 'stdev', stddev_samp(${field}),
      'percentiles', percentile_cont(${shares}) WITHIN GROUP (ORDER BY ${field}))`,
  );
  return {
    sql: `SELECT json_build_object('size', count(*), 'unmatchedBanks', count(*) FILTER (WHERE unmatched),
        'numbers', json_build_object(${facts.join()})) AS found
      FROM (SELECT ${taken.join()}, main_bank IS NOT NULL AND bank_group IS NULL AS unmatched
        FROM opportunity WHERE ${belongsTo(population, to)} OFFSET 0) rows`,
    values: to.values,
  };
}

/** What `grouping()` over all answers for one set: a bit for each that is not of it, the first the highest. */
const groupingOf = (all: readonly Axis[], own: readonly Axis[]): number =>
  all.reduce((bits, axis) => 2 * bits + (own.includes(axis) ? 0 : 1), 0);

/** The expressions are worked out once a row, whatever the number of sets. */
function grouping(
  population: Population,
  axes: readonly Axis[],
  sets: readonly (readonly Axis[])[],
  more = '',
): Statement {
  const to = new SqlParameters();
  const columns = axes.map((axis) => `${groupedBy(axis)} AS ${axis}`).join(', ');
  const own = sets.map((set) => `(${set.join()})`).join();
  return {
    sql: `FROM (SELECT ${columns}${more} FROM opportunity WHERE ${belongsTo(population, to)} OFFSET 0) rows
      GROUP BY GROUPING SETS (${own})`,
    values: to.values,
  };
}
