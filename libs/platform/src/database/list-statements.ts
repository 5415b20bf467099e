import { type OrderKey, orderBy, type OrderedPart, orderedParts } from './list-keyset';
import type { SqlParameters } from './sql-parameters';

/** Where the rows of a list come from, in SQL whose values are parameters already. */
export interface ListSource {
  /** `sites s`; further tables may be joined. */
  readonly from: string;
  /** Conditions, joined by AND. */
  readonly where: readonly string[];
  /** Names a row, as in `s.id`. */
  readonly id: string;
  /** Named queries that the rest counts on, as in `RECURSIVE below(id) AS (…)`; none is called `page` or `recorded`. */
  readonly with?: string;
}

/** What is wanted of it. */
export interface ListPart {
  readonly keys: readonly OrderKey[];
  /** The keys of the row after which the part begins. */
  readonly position?: readonly unknown[];
  readonly offset?: number;
  /** One row as text without line breaks. */
  readonly item: string;
}

export interface PagePart extends ListPart {
  readonly limit: number;
  readonly counted: boolean;
  /** SQL that says whether what the list belongs to is there. */
  readonly known?: string;
  /** SQL of a JSON object, as text: what is told of the whole list. */
  readonly meta?: string;
  /** The same, of what is told beside the list. */
  readonly beside?: string;
  /** An INSERT that belongs to the page; `ids` is SQL of the ids on it, as an array in order. */
  readonly record?: (ids: string) => string;
}

export interface PageOfItems {
  readonly known: boolean;
  /** Joined by commas; null: none. */
  readonly items: string | null;
  /** The keys of the last one, as a JSON array, where more follow. */
  readonly position: string | null;
  readonly total: number | null;
  readonly meta: string | null;
  readonly beside: string | null;
}

const where = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

const column = (i: number): string => `k${i}`;

/** The first `rows` rows of each part, then of all of them: their ids and keys. */
function ordered(source: ListSource, parts: readonly OrderedPart[], keys: readonly OrderKey[], rows: string): string {
  const columns = keys.map(({ sql }, i) => `${sql} AS ${column(i)}`).join(', ');
  const selects = parts.map(
    ({ conditions, order }) =>
      `(SELECT ${source.id} AS id, ${columns} FROM ${source.from} ${where([...source.where, ...conditions])} ORDER BY ${order} LIMIT ${rows})`,
  );
  return selects.join(' UNION ALL ');
}

/** One page, in one statement that answers one `PageOfItems`. */
export function pageStatement(
  source: ListSource,
  { keys, position, offset = 0, item, limit, counted, known = 'true', record, ...told }: PagePart,
  to: SqlParameters,
): string {
  const parts = orderedParts(keys, position, to);
  const order = orderBy(keys, (key) => column(keys.indexOf(key)));
  const rows = ordered(source, parts, keys, to.add(offset + limit + 1));
  const last = to.add(limit);
  return `WITH ${source.with ? `${source.with}, ` : ''}
    page AS MATERIALIZED (SELECT w.*, row_number() OVER () AS n
      FROM (SELECT * FROM (${rows}) u ORDER BY ${order} LIMIT ${last} + 1 OFFSET ${to.add(offset)}) w)
    ${record ? `, recorded AS (${record(`ARRAY(SELECT id FROM page WHERE n <= ${last} ORDER BY n)`)})` : ''}
    SELECT ${known} AS known,
      (SELECT string_agg(${item}, ',' ORDER BY p.n) FROM ${source.from} JOIN page p ON p.id = ${source.id} WHERE p.n <= ${last}) AS items,
      (SELECT json_build_array(${keys.map((_, i) => `p.${column(i)}`).join(', ')})::text FROM page p
        WHERE p.n = ${last} AND EXISTS (SELECT FROM page WHERE n > ${last})) AS position,
      ${counted ? `(SELECT count(*)::integer FROM ${source.from} ${where(source.where)})` : 'NULL::integer'} AS total,
      ${told.meta ?? 'NULL::text'} AS meta, ${told.beside ?? 'NULL::text'} AS beside`;
}

/** Up to `limit` rows that come after the position, as `item`. */
export function streamStatement(
  source: ListSource,
  { keys, position, offset = 0, item, limit }: ListPart & { limit: number },
  to: SqlParameters,
): string {
  const conditions = position
    ? orderedParts(keys, position, to).map((part) => `(${part.conditions.join(' AND ')})`)
    : [];
  const beyond = conditions.length > 0 ? [`(${conditions.join(' OR ')})`] : [];
  return `${source.with ? `WITH ${source.with}` : ''} SELECT ${item} AS item
    FROM ${source.from} ${where([...source.where, ...beyond])} ORDER BY ${orderBy(keys)}
    LIMIT ${to.add(limit)} OFFSET ${to.add(offset)}`;
}
