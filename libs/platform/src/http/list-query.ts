import { type FieldFault, snakeCase } from '@hexagone/kernel';
import { Choice, List, Text, Whole } from './fields';
import { type FieldTable, type Filter, type FilterAliases, Filters, saidTwice } from './filters';
import { refuse } from './input-faults';
import { Sort, sortableFields, type SortKey, SortNames } from './list-sort';
import { Told } from './told';
import { fieldsOf } from './wire-names';

/** The most items of one page, unless a list says otherwise. */
export const MOST_ITEMS = 100;
export const USUAL_ITEMS = 20;

const MORE = `more than ${MOST_ITEMS} counts as ${MOST_ITEMS}`;

/**
 * What every list is asked with. A list's own query extends it and says `@ListOf(…)`; its own parameters are further
 * words.
 */
export abstract class ListQuery {
  @Told(Whole({ min: 1, max: MOST_ITEMS, clamped: true }), `Items of the page; ${MORE}.`, USUAL_ITEMS)
  limit?: number;

  @Told(Whole({ min: 1, max: MOST_ITEMS, clamped: true }), 'The same as `limit`.')
  itemsPerPage?: number;

  @Told(Text({ max: 6000 }), 'Where to go on: the `cursor` of `links.next`.')
  cursor?: string;

  @Told(Whole({ min: 1, max: 1_000_000_000 }), 'Number of the page, from 1, in place of `cursor`.')
  page?: number;

  @Told(Choice(['exact', 'none']), '`none` spares the count of `meta.total`.')
  count: 'exact' | 'none' = 'exact';

  @Told(Choice(['asc', 'desc']), 'Direction of `sort_by`; `asc` unless told.')
  sortOrder?: 'asc' | 'desc';

  sort?: readonly SortKey[];
  sortBy?: readonly SortKey[];
  fields?: readonly string[];
  include?: readonly string[];
  filters: readonly Filter[] = [];
}

export interface ListWords {
  /** What it is filtered and sorted by. */
  readonly table: FieldTable;
  /** Members of an item, for `fields=`. */
  readonly members: readonly string[];
  /** Members that come on demand alone, for `include=`. */
  readonly includes?: readonly string[];
  /** Other names of filters. */
  readonly aliases?: FilterAliases;
}

/** The words of a ListQuery that depend on what is listed. */
export const ListOf =
  ({ table, members, includes = [], aliases = {} }: ListWords): ClassDecorator =>
  (type) => {
    const prototype = type.prototype as object;
    const reserved = new Set([...fieldsOf(type).map(snakeCase), 'sort', 'sort_by', 'fields', 'include', 'format']);
    const clash = [...Object.keys(table), ...Object.keys(aliases)].find((name) => reserved.has(name));
    if (clash !== undefined) throw new Error(`${clash} is a parameter of every list: no field can have that name`);
    const names = sortableFields(table).join(', ');
    Told(Sort(table), `Comma list of ${names}; \`-\` for descending. What lacks the field comes last.`)(
      prototype,
      'sort',
    );
    Told(SortNames(table), 'As `sort`, with the direction in `sort_order`.')(prototype, 'sortBy');
    Told(List(members), 'Members of each item; absent: all.')(prototype, 'fields');
    if (includes.length > 0) Told(List(includes), 'Further members of each item.')(prototype, 'include');
    Filters(table, aliases)(prototype, 'filters');
  };

const EXCLUSIVE: readonly (readonly [keyof ListQuery, keyof ListQuery])[] = [
  ['itemsPerPage', 'limit'],
  ['sortBy', 'sort'],
  ['sortOrder', 'sort'],
  ['cursor', 'page'],
];

const SORT_BY_MISSING: FieldFault = {
  parameter: 'sort_order',
  code: 'sort-by-missing',
  detail: { en: 'sort_order goes with sort_by', fr: 'sort_order accompagne sort_by' },
};

/** Refuses parameters that exclude each other. */
export function refuseContradictions(query: ListQuery): void {
  const twice = EXCLUSIVE.filter((pair) => pair.every((name) => query[name] !== undefined));
  const faults = twice.map(([one, other]) => saidTwice(snakeCase(one), snakeCase(other)));
  const lone = query.sortOrder !== undefined && !query.sortBy && !query.sort;
  if (lone || faults.length > 0) refuse('query', lone ? [SORT_BY_MISSING, ...faults] : faults);
}

/** The sort that was asked, by whichever of its names. */
export const sortAsked = ({ sort, sortBy, sortOrder }: ListQuery): readonly SortKey[] | undefined =>
  sort ?? sortBy?.map((key) => ({ ...key, descending: sortOrder === 'desc' }));
