import { csvLine } from '@hexagone/platform';
import type { Streamed } from '../../application/load-reads';

export interface SeriesLines<T> {
  readonly columns: readonly string[];
  readonly record: (item: T) => Record<string, unknown>;
}

/** One text is encoded at once up to this length: more would be copied over and over while it grows. */
const PIECE = 16_384;

/** A JSON document of many items. */
export function bytesOf(head: string, items: Iterable<string>, tail: string): Buffer {
  const pieces: Buffer[] = [];
  let text = head;
  let separator = '';
  for (const item of items) {
    text += separator + item;
    separator = ',';
    if (text.length < PIECE) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  return Buffer.concat([...pieces, Buffer.from(text + tail)]);
}

type Batches<T> = Streamed<T>['batches'];

export async function* csvTexts<T>(batches: Batches<T>, { columns, record }: SeriesLines<T>): AsyncGenerator<string> {
  yield csvLine(columns);
  const cells = (item: T): unknown[] => {
    const values = record(item);
    return columns.map((column) => values[column]);
  };
  for await (const batch of batches) yield batch.map((item) => csvLine(cells(item))).join('');
}

export async function* jsonTexts<T>(batches: Batches<T>, { record }: SeriesLines<T>): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((item) => `${JSON.stringify(record(item))}\n`).join('');
}
