import type { ReadItem } from './source-files';

type Batches = AsyncIterable<readonly ReadItem[]>;

/** About the bytes that a text of a record takes beside its characters. */
const BYTES_OF_A_CELL = 24;
/** A year of half-hours in forty columns takes less. */
const MOST_BYTES = 48 * 1024 * 1024;

/** Records that a survey reads before they are judged: few ones are decoded once and wait in memory, many are read again. */
export class RecordsReadTwice {
  private kept: (readonly ReadItem[])[] = [];
  private bytes = 0;
  private complete = false;

  constructor(private readonly read: () => Batches) {}

  async *first(): AsyncGenerator<readonly ReadItem[]> {
    for await (const batch of this.read()) {
      if (this.bytes <= MOST_BYTES) this.keep(batch);
      yield batch;
    }
    this.complete = this.bytes <= MOST_BYTES;
  }

  /** From the start. What was kept is let go on the way. */
  again(signal: AbortSignal): Batches {
    return this.complete ? this.handed(signal) : this.read();
  }

  private keep(batch: readonly ReadItem[]): void {
    for (const item of batch) this.bytes += weightOf(item);
    if (this.bytes <= MOST_BYTES) this.kept.push(batch);
    else this.kept = [];
  }

  private async *handed(signal: AbortSignal): AsyncGenerator<readonly ReadItem[]> {
    for (let batch = this.kept.shift(); batch; batch = this.kept.shift()) {
      signal.throwIfAborted();
      yield await Promise.resolve(batch);
    }
  }
}

/** About the bytes of a record of texts; one with values of another kind, whose size is not known, is never kept. */
function weightOf(item: ReadItem): number {
  if (!('record' in item)) return MOST_BYTES / 1000;
  const { fields } = item.record;
  let bytes = 0;
  for (const name in fields) {
    const value = fields[name];
    bytes += BYTES_OF_A_CELL + (typeof value === 'string' ? value.length : MOST_BYTES);
  }
  return bytes;
}
