import { RecordsReadTwice } from './records-read-twice';
import type { ReadItem } from './source-files';

const never = new AbortController().signal;

/** Batches of a thousand records, and how often they were read from the start. */
function source(
  batches: number,
  value: unknown = 'x',
): { read: () => AsyncIterable<readonly ReadItem[]>; times: () => number } {
  let times = 0;
  return {
    times: () => times,
    async *read() {
      times++;
      for (let batch = 0; batch < batches; batch++)
        yield await Promise.resolve(
          Array.from({ length: 1000 }, (_, i) => ({
            record: { line: batch * 1000 + i + 1, fields: { value } },
            cells: null,
          })),
        );
    },
  };
}

async function lines(batches: AsyncIterable<readonly ReadItem[]>): Promise<number[]> {
  const found: number[] = [];
  for await (const batch of batches) for (const item of batch) if ('record' in item) found.push(item.record.line);
  return found;
}

describe('records that are read twice', () => {
  it('are decoded once where they are few', async () => {
    const { read, times } = source(3);
    const records = new RecordsReadTwice(read);
    const first = await lines(records.first());
    expect(first).toHaveLength(3000);
    expect(await lines(records.again(never))).toEqual(first);
    expect(times()).toBe(1);
  });

  it.each([
    ['they are large', 'x'.repeat(20_000)],
    ['their size is not known', { nested: true }],
  ])('are read again where %s', async (_, value) => {
    const { read, times } = source(3, value);
    const records = new RecordsReadTwice(read);
    const first = await lines(records.first());
    expect(await lines(records.again(never))).toEqual(first);
    expect([first.length, times()]).toEqual([3000, 2]);
  });

  it('are read from the start where nobody read them, or not to the end', async () => {
    const { read, times } = source(2);
    const records = new RecordsReadTwice(read);
    for await (const batch of records.first()) if (batch.length > 0) break;
    expect(await lines(records.again(never))).toHaveLength(2000);
    expect(await lines(new RecordsReadTwice(read).again(never))).toHaveLength(2000);
    expect(times()).toBe(3);
  });

  it('stop coming when the run is told to stop', async () => {
    const records = new RecordsReadTwice(source(1).read);
    await lines(records.first());
    await expect(lines(records.again(AbortSignal.abort(new Error('stopped'))))).rejects.toThrow('stopped');
  });
});
