import { evenly } from './evenly';

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work().catch(() => undefined);
  return performance.now() - began;
};

describe('work done evenly', () => {
  it('answers what the work answers', async () => {
    expect(await evenly(1, () => Promise.resolve('done'))).toBe('done');
  });

  it.each([
    ['succeeds', () => Promise.resolve()],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('takes as long where it %s', async (_, work) => {
    expect(await timed(() => evenly(50, work))).toBeGreaterThan(45);
  });

  it('fails as the work fails', async () => {
    await expect(evenly(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
