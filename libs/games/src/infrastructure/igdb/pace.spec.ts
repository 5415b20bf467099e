import { setTimeout as wait } from 'node:timers/promises';
import { Pace } from './pace';

const GOING = new AbortController().signal;
const WINDOW = 60;

describe('a pace', () => {
  it('lets no request begin before the one so many before it was answered a window ago', async () => {
    const pace = new Pace(3, WINDOW);
    const begun: number[] = [];
    const answered: number[] = [];
    const request = async (): Promise<void> => {
      begun.push(performance.now());
      await wait(10);
      answered.push(performance.now());
    };
    await Promise.all(Array.from({ length: 9 }, () => pace.run(request, GOING)));
    expect(begun).toHaveLength(9);
    // Timers may fire a millisecond early.
    for (const [at, instant] of begun.entries())
      if (at >= 3) expect(instant).toBeGreaterThanOrEqual(answered[at - 3]! + WINDOW - 2);
  });

  it('never has more requests under way', async () => {
    const pace = new Pace(2, 0);
    let [underWay, most] = [0, 0];
    const request = async (): Promise<void> => {
      most = Math.max(most, ++underWay);
      await wait(5);
      underWay--;
    };
    await Promise.all(Array.from({ length: 10 }, () => pace.run(request, GOING)));
    expect(most).toBe(2);
  });

  it('goes on after a request that failed, and after one that was given up', async () => {
    const pace = new Pace(1, WINDOW);
    await expect(pace.run(() => Promise.reject(new Error('no')), GOING)).rejects.toThrow('no');
    const given = new AbortController();
    const waiting = pace.run(() => Promise.resolve('never'), given.signal);
    given.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    expect(await pace.run(() => Promise.resolve('then'), GOING)).toBe('then');
  });
});
