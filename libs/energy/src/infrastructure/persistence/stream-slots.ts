import { type Database, streamRows } from '@hexagone/platform';
import type { Streamed, Window } from '../../application/load-reads';
import { type FactsRow, factsOf, type SlotSource, slotStatement, windowOf, windowParameters } from './slot-statement';

export interface SlotItems<Raw, T> {
  readonly source: SlotSource;
  readonly window: Window;
  /** Selects from `visible` rows of one JSON array, the text `item`, in order of time. */
  readonly items: string;
  readonly read: (raw: Raw) => T;
}

/** The facts, without gaps, and the items from a cursor of the same snapshot. */
export async function streamSlots<Raw, T>(
  database: Database,
  { source, window, items, ...reading }: SlotItems<Raw, T>,
): Promise<Streamed<T>> {
  const parameters = windowParameters(window);
  const { head, batches } = await streamRows<FactsRow>(database, {
    head: slotStatement(source, { gaps: false }),
    headParameters: parameters,
    items: `WITH ${windowOf(source)} ${items}`,
    parameters,
  });
  return {
    facts: factsOf(head, window.range),
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
