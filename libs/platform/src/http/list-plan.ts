import type { JsonMembers } from '../database/json-members';
import { conditionsOf } from '../database/list-conditions';
import { type OrderKey, totalOrder } from '../database/list-keyset';
import type { ListSource } from '../database/list-statements';
import { SqlParameters } from '../database/sql-parameters';
import type { Bound, CursorCodec } from './cursor-codec';
import type { FieldTable, Filter } from './filters';
import { type ListQuery, sortAsked } from './list-query';
import { sortKeys } from './list-sort';

/** One collection: what its rows are, and what may be asked of them. */
export interface Listing {
  /** Names the collection and its rows: a cursor of another one is refused. */
  readonly resource: string;
  /** Of exports, without extension. */
  readonly fileName: string;
  readonly table: FieldTable;
  /** The field of the table that no two rows share; default `id`. */
  readonly key?: string;
  /** As in `-at,name`; default the key. */
  readonly sort?: string;
  readonly members: JsonMembers;
  /** Members that come on demand alone. */
  readonly includes?: JsonMembers;
  /** Where the rows are; values go through the parameters. */
  readonly source: (to: SqlParameters) => ListSource;
  /** What the collection belongs to: SQL that says whether it is there, and what is thrown when it is not. */
  readonly owner?: { readonly known: (to: SqlParameters) => string; readonly missing: () => Error };
  /** `Cache-Control`, `private, no-cache` unless told. */
  readonly cache?: string;
  /** Further members of a page's `meta`. */
  readonly meta?: (to: SqlParameters) => JsonMembers;
  /** Members of a page's answer beside `data`, `meta` and `links`. */
  readonly beside?: (to: SqlParameters) => JsonMembers;
  /**
   * An INSERT that writes down what is shown: in the statement of a page, whose `ids` are SQL of an array; before the
   * first row of an export (null). What cannot be written down is not shown.
   */
  readonly record?: (to: SqlParameters, ids: string | null) => string;
}

/** What was asked of a collection, in SQL's terms. */
export interface ListPlan {
  readonly to: SqlParameters;
  readonly source: ListSource;
  readonly keys: readonly OrderKey[];
  readonly members: JsonMembers;
  readonly bound: Bound;
  readonly position?: readonly unknown[];
}

const said = ({ field, operator, values }: Filter): string => JSON.stringify([field, operator, values]);

/** What `fields=` leaves of the members, and what `include=` adds. */
export function membersOf(
  { members, includes = {} }: Pick<Listing, 'members' | 'includes'>,
  { fields, include = [] }: Pick<ListQuery, 'fields' | 'include'>,
): JsonMembers {
  const picked = (from: JsonMembers, names: readonly string[]): JsonMembers =>
    Object.fromEntries(names.map((name) => [name, from[name] ?? 'NULL']));
  return { ...(fields ? picked(members, fields) : members), ...picked(includes, include) };
}

export function planOf(listing: Listing, query: ListQuery, cursors: CursorCodec): ListPlan {
  const { table, resource, key = 'id', sort = key } = listing;
  const to = new SqlParameters();
  const source = listing.source(to);
  const keys = totalOrder(sortAsked(query) ?? sortKeys(table, sort) ?? [], table, key);
  const bound: Bound = {
    resource,
    filter: query.filters.map(said).sort(),
    sort: keys.map(({ field, descending }) => [field, descending]),
  };
  return {
    to,
    source: { ...source, where: [...source.where, ...conditionsOf(query.filters, table, to)] },
    keys,
    members: membersOf(listing, query),
    bound,
    ...(query.cursor !== undefined && { position: cursors.open(query.cursor, bound) }),
  };
}
