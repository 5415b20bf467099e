import type { Snapshot } from './index-store';
import { isObject, type Json, listOf, objectOf, onlyEntry, textOf } from './json';
import { illegal } from './refusal';

export interface Found {
  readonly snapshot: Snapshot;
  readonly at: number;
  readonly score: number;
  /** Place among all that is searched: the value of `_doc` and `_shard_doc`. */
  readonly place: number;
}

interface SortKey {
  readonly path: string;
  readonly descending: boolean;
  readonly missing: string;
}

function keyOf(given: unknown): SortKey {
  const [path = textOf(given), options = {}] = onlyEntry(given) ?? [];
  const { order = path === '_score' ? 'desc' : 'asc', missing = '_last' } = isObject(options)
    ? options
    : { order: options };
  return { path, descending: order === 'desc', missing: textOf(missing) };
}

function valueOf({ snapshot, at, score, place }: Found, { path, descending }: SortKey): unknown {
  if (path === '_score') return score;
  if (path === '_doc' || path === '_shard_doc') return place;
  const field = snapshot.field(path);
  if (!field) throw illegal(`No mapping found for [${path}] in order to sort on`);
  if (field.field.analyze) {
    throw illegal(
      `Fielddata is disabled on [${path}] in [${snapshot.index}]. Text fields are not optimised for sorting`,
    );
  }
  const values = [...field.values(at)].sort((a, b) => compared(a, b));
  return (descending ? values.at(-1) : values[0]) ?? null;
}

const compared = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : textOf(a) < textOf(b) ? -1 : textOf(a) === textOf(b) ? 0 : 1;

function inOrder(a: readonly unknown[], b: readonly unknown[], keys: readonly SortKey[]): number {
  for (const [n, { descending, missing }] of keys.entries()) {
    const [x, y] = [a[n] ?? null, b[n] ?? null];
    const blank = (Number(x === null) - Number(y === null)) * (missing === '_first' ? -1 : 1);
    const order = blank || (x === null ? 0 : compared(x, y) * (descending ? -1 : 1));
    if (order !== 0) return order;
  }
  return 0;
}

export interface Sorted extends Found {
  readonly sort: readonly unknown[];
}

/** In the order asked for, from after `search_after` on. */
export function ordered(found: readonly Found[], body: Json, inPit: boolean): readonly Sorted[] {
  const keys = listOf(body['sort'] ?? '_score').map(keyOf);
  if (!inPit && keys.some(({ path }) => path === '_shard_doc')) {
    throw illegal('[_shard_doc] sort field cannot be used without [point in time]');
  }
  const own = inPit && body['sort'] !== undefined && !keys.some(({ path }) => path === '_shard_doc');
  const all = own ? [...keys, keyOf('_shard_doc')] : keys;
  const after = body['search_after'];
  if (after !== undefined && listOf(after).length !== all.length) {
    throw illegal(`search_after has ${String(listOf(after).length)} value(s) but sort has ${String(all.length)}.`);
  }
  const sorted = found
    .map((one) => ({ ...one, sort: all.map((key) => valueOf(one, key)) }))
    .sort((a, b) => inOrder(a.sort, b.sort, all) || a.place - b.place);
  return after === undefined ? sorted : sorted.filter(({ sort }) => inOrder(sort, listOf(after), all) > 0);
}

export const windowOf = (body: Json): { readonly from: number; readonly size: number } => {
  const [from, size] = [Number(body['from'] ?? 0), Number(body['size'] ?? 10)];
  if (from + size > 10_000) {
    throw illegal(
      `Result window is too large, from + size must be less than or equal to: [10000] but was [${String(from + size)}]`,
    );
  }
  if (from > 0 && objectOf(body)['search_after'] !== undefined) {
    throw illegal('`from` parameter must be set to 0 when `search_after` is used');
  }
  return { from, size };
};
