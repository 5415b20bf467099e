import { type FieldTable, type Filter, literalPattern, type ListedField, type Operator } from '../http/filters';
import type { SqlParameters } from './sql-parameters';

type Condition = (field: Pick<ListedField, 'sql' | 'cast'>, values: readonly unknown[], to: SqlParameters) => string;

const compared =
  (operator: string): Condition =>
  ({ sql, cast = 'text' }, [value], to) =>
    `${sql} ${operator} ${to.add(value)}::${cast}`;

/** A regular expression: `ILIKE` takes twice as long where the collation is ICU's. */
const literally =
  (how: 'contains' | 'starts'): Condition =>
  ({ sql }, [value], to) =>
    `${sql} ~* ${to.add(literalPattern(how, String(value)))}`;

/** None but `null` holds for a row that lacks the field: SQL's own comparisons say so. */
const CONDITIONS: Readonly<Record<Operator, Condition>> = {
  eq: compared('='),
  ne: compared('<>'),
  gt: compared('>'),
  gte: compared('>='),
  lt: compared('<'),
  lte: compared('<='),
  in: ({ sql, cast = 'text' }, values, to) => `${sql} = ANY(${to.add(values)}::${cast}[])`,
  nin: ({ sql, cast = 'text' }, values, to) => `${sql} <> ALL(${to.add(values)}::${cast}[])`,
  between: ({ sql, cast = 'text' }, [low, high], to) =>
    `${sql} BETWEEN ${to.add(low)}::${cast} AND ${to.add(high)}::${cast}`,
  contains: literally('contains'),
  starts: literally('starts'),
  null: ({ sql }, [absent]) => `${sql} IS ${absent === true ? '' : 'NOT '}NULL`,
};

const OPPOSITE: Partial<Record<Operator, Operator>> = { ne: 'eq', nin: 'in' };

/** Of many: `ne` and `nin` hold where none of them matches. */
function conditionOf({ operator, values }: Filter, listed: ListedField, to: SqlParameters): string {
  const opposite = OPPOSITE[operator];
  if (listed.elements) return `${opposite ? 'NOT ' : ''}${listed.sql} && ${to.add(values)}::text[]`;
  if (listed.among === undefined) return CONDITIONS[operator](listed, values, to);
  const one = CONDITIONS[opposite ?? operator](listed, values, to);
  return `${opposite ? 'NOT ' : ''}EXISTS (SELECT FROM ${listed.among} AND ${one})`;
}

/** The filters as SQL, to be joined by AND. Names come from the table, values become parameters. */
export const conditionsOf = (filters: readonly Filter[], table: FieldTable, to: SqlParameters): readonly string[] =>
  filters.flatMap((filter) => {
    const listed = table[filter.field];
    return listed ? [conditionOf(filter, listed, to)] : [];
  });
