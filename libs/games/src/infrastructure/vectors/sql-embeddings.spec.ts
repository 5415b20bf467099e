import type { Generations } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import { SqlEmbeddings } from './sql-embeddings';

describe('the count of games with a vector', () => {
  it('is taken once per generation, but again after a failure', async () => {
    const counted = { live: 3, embedded: 2 };
    const query = jest
      .fn()
      .mockResolvedValue({ rows: [counted] })
      .mockRejectedValueOnce(new Error('gone'));
    const generations = { of: () => Promise.resolve('1') } as unknown as Generations;
    const embeddings = new SqlEmbeddings({ query } as unknown as Database, generations);
    const coverage = () => embeddings.coverage({ name: 'letters-1', dimensions: 1 });
    await expect(coverage()).rejects.toThrow('gone');
    expect([await coverage(), await coverage()]).toEqual([counted, counted]);
    expect(query).toHaveBeenCalledTimes(2);
  });
});
