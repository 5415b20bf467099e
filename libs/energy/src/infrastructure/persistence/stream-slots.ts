import { type Database, streamRows } from '@hexagone/platform';
import type { Streamed, Window } from '../../application/load-reads';
import { repeatedSlots, slotsIn } from '../../domain/slot-range';
import { finalStatement, type SlotSource, windowOf, windowParameters } from './slot-statement';

export interface SlotItems<Raw, T> {
  readonly source: SlotSource;
  readonly window: Window;
  /** Selects from `visible` rows of one JSON array, the text `item`, in order of time. */
  readonly items: string;
  readonly read: (raw: Raw) => T;
}

/** The items from a cursor; what is known of the whole is of the same snapshot. */
export async function streamSlots<Raw, T>(
  database: Database,
  { source, window, items, ...reading }: SlotItems<Raw, T>,
): Promise<Streamed<T>> {
  const parameters = windowParameters(window);
  const { head, batches } = await streamRows<{ final: boolean }>(database, {
    head: finalStatement(source),
    headParameters: [...parameters, repeatedSlots(window.range), slotsIn(window.range)],
    items: `WITH ${windowOf(source)} ${items}`,
    parameters,
  });
  return {
    final: head.final,
    batches: readBatches(batches, reading),
    close: () => {
      batches.destroy();
    },
  };
}

async function* readBatches<Raw, T>(
  batches: AsyncIterable<string>,
  { read }: Pick<SlotItems<Raw, T>, 'read'>,
): AsyncGenerator<T[]> {
  for await (const batch of batches) yield (JSON.parse(`[${batch.replaceAll('\n', ',')}]`) as Raw[]).map(read);
}
