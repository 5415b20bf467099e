import { setTimeout as sleep } from 'node:timers/promises';
import { Turns } from './turns';

describe('turns', () => {
  it('let so many run at once, as many wait, and refuse the rest', async () => {
    const turns = new Turns({ abreast: 2, waiting: 3, full: () => new Error('full') });
    let running = 0;
    let most = 0;
    const work = async (): Promise<string> => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
      return 'done';
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => turns.take(work)));
    expect(most).toBe(2);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('fulfilled'),
      ...Array<string>(3).fill('rejected'),
    ]);
  });

  it('go on after a failure', async () => {
    const turns = new Turns({ abreast: 1, waiting: 1, full: () => new Error('full') });
    const failing = turns.take(() => Promise.reject(new Error('broken')));
    const next = turns.take(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
    expect(await turns.take(() => Promise.resolve('later'))).toBe('later');
  });
});
