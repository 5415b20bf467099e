import type { Slice, Sliced } from '../../application/import-reads';

const PAGE = 500;

/** Every item of a list that is read page by page, never more than a page at once. */
export async function* wholeList<T, Key>(
  read: (slice: Slice<Key>) => Promise<Sliced<T>>,
  keyOf: (item: T) => Key,
): AsyncIterable<T> {
  let after: Key | undefined;
  for (;;) {
    const { items, hasMore } = await read({ limit: PAGE, total: false, ...(after !== undefined && { after }) });
    yield* items;
    const last = items.at(-1);
    if (!hasMore || last === undefined) return;
    after = keyOf(last);
  }
}
