import type { FieldTable } from '../http/filters';
import type { SortKey } from '../http/list-sort';
import type { SqlParameters } from './sql-parameters';

/** One key of an order; what lacks it comes last both ways. */
export interface OrderKey {
  readonly field: string;
  readonly sql: string;
  readonly cast: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** A part of a list that an index gives in order; the parts follow each other. */
export interface OrderedPart {
  readonly conditions: readonly string[];
  readonly order: string;
}

/** The keys with the one that no two rows share as the last: no two rows are equal. */
export function totalOrder(sort: readonly SortKey[], table: FieldTable, key = 'id'): readonly OrderKey[] {
  const keys = [...sort, { field: key, descending: false }];
  const own = keys.slice(0, keys.findIndex(({ field }) => field === key) + 1);
  return own.map(({ field, descending }) => {
    const listed = table[field];
    if (!listed) throw new Error(`A list is sorted by ${field}, which its table lacks`);
    const { sql, cast = 'text', always = false } = listed;
    return { field, sql, cast, descending, nullable: !always && field !== key };
  });
}

const direction = ({ descending }: OrderKey): string => (descending ? 'DESC' : 'ASC');

/** Without NULLS LAST where there is no null, so that an index of the usual kind serves both directions. */
export const orderBy = (keys: readonly OrderKey[], column: (key: OrderKey) => string = ({ sql }) => sql): string =>
  keys.map((key) => `${column(key)} ${direction(key)}${key.nullable ? ' NULLS LAST' : ''}`).join(', ');

/** What comes after the row that has these values. */
export function after(keys: readonly OrderKey[], position: readonly unknown[], to: SqlParameters): string {
  const [key, ...rest] = keys;
  const [value, ...others] = position;
  if (!key) return 'false';
  const { sql, cast, descending, nullable } = key;
  const further = rest.length > 0 ? after(rest, others, to) : undefined;
  if (value === null) return further === undefined ? 'false' : `(${sql} IS NULL AND ${further})`;
  const parameter = `${to.add(value)}::${cast}`;
  const beyond = `${sql} ${descending ? '<' : '>'} ${parameter}`;
  const equal = further === undefined ? [] : [`(${sql} = ${parameter} AND ${further})`];
  const absent = nullable ? [`${sql} IS NULL`] : [];
  const any = [beyond, ...equal, ...absent];
  return any.length === 1 ? beyond : `(${any.join(' OR ')})`;
}

/** The same where the first key is there: an index on the keys goes straight to it. */
function boundedAfter(keys: readonly OrderKey[], position: readonly unknown[], to: SqlParameters): readonly string[] {
  const [first] = keys;
  if (!first || keys.length === 1) return [after(keys, position, to)];
  const value = (key: OrderKey, i: number): string => `${to.add(position[i])}::${key.cast}`;
  if (keys.every(({ nullable, descending }) => !nullable && descending === first.descending)) {
    const columns = keys.map(({ sql }) => sql).join(', ');
    return [`(${columns}) ${first.descending ? '<' : '>'} (${keys.map(value).join(', ')})`];
  }
  return [`${first.sql} ${first.descending ? '<=' : '>='} ${value(first, 0)}`, after(keys, position, to)];
}

/**
 * The list, or what comes after a position, in parts that an index on the first key can give in order from any depth:
 * the rows that have that key, then those that lack it.
 */
export function orderedParts(
  keys: readonly OrderKey[],
  position: readonly unknown[] | undefined,
  to: SqlParameters,
): readonly OrderedPart[] {
  const [first, ...rest] = keys;
  if (!first) return [];
  if (position?.[0] === null) return [{ conditions: [after(keys, position, to)], order: orderBy(rest) }];
  const present = [{ ...first, nullable: false }, ...rest];
  const conditions = position ? boundedAfter(present, position, to) : [];
  if (!first.nullable) return [{ conditions, order: orderBy(present) }];
  return [
    { conditions: [...conditions, `${first.sql} IS NOT NULL`], order: orderBy(present) },
    { conditions: [`${first.sql} IS NULL`], order: orderBy(rest) },
  ];
}
