import { PrepaidPermits } from './prepaid-permits';
import type { Unused } from './shared-windows';
import type { Taken, Window } from './window';

const window: Window = { permits: 100, seconds: 60 };

/** A window that counts down and never fills. */
class Countdown {
  asked = 0;
  readonly back: Unused[] = [];
  constructor(private left = 100) {}

  take(_key: string, _window: Window, cost: number): Promise<Taken> {
    this.asked++;
    if (this.left < cost) return Promise.resolve({ wait: 6 });
    this.left -= cost;
    return Promise.resolve({ remaining: this.left });
  }

  giveBack(unused: readonly Unused[]): Promise<void> {
    this.back.push(...unused);
    return Promise.resolve();
  }
}

describe('permits in lots', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are asked for once in ten', async () => {
    const shared = new Countdown();
    const permits = new PrepaidPermits({ window, lot: 10 }, shared, (subject) => `hidden ${subject}`);
    expect(await permits.take('a')).toEqual({ remaining: 99 });
    for (let n = 98; n >= 90; n--) expect(permits.take('a')).toEqual({ remaining: n });
    expect(shared.asked).toBe(1);
    expect(permits.take('a')).toBeInstanceOf(Promise);
    expect(shared.asked).toBe(2);
  });

  it('are never more than there are, however many ask at once; a refusal is remembered', async () => {
    const shared = new Countdown();
    const permits = new PrepaidPermits({ window, lot: 10 }, shared, String);
    const taken = await Promise.all(Array.from({ length: 250 }, () => Promise.resolve(permits.take('a'))));
    expect(taken.filter((one) => 'remaining' in one)).toHaveLength(100);
    expect(shared.asked).toBe(11);
    expect(permits.take('a')).toEqual({ wait: expect.closeTo(6, 0) });
    jest.advanceTimersByTime(6_001);
    expect(permits.take('a')).toBeInstanceOf(Promise);
  });

  it('go back when nobody wants them', async () => {
    const shared = new Countdown();
    const permits = new PrepaidPermits({ window, lot: 10 }, shared, (subject) => `hidden ${subject}`);
    await permits.take('a');
    await permits.take('b');
    for (let n = 0; n < 9; n++) await permits.take('b');
    jest.advanceTimersByTime(4_900);
    expect(shared.back).toEqual([]);
    jest.advanceTimersByTime(1_200);
    expect(shared.back).toEqual([{ key: 'hidden a', seconds: expect.closeTo(5.4) }]);
    expect(jest.getTimerCount()).toBe(0);
    expect(permits.take('a')).toBeInstanceOf(Promise);
  });

  it('fail as the question does, and are asked for again', async () => {
    const shared = new Countdown();
    const failure = new Error('the database is down');
    const permits = new PrepaidPermits({ window, lot: 10 }, shared, String);
    jest.spyOn(shared, 'take').mockRejectedValueOnce(failure);
    await expect(permits.take('a')).rejects.toBe(failure);
    expect(await permits.take('a')).toEqual({ remaining: 99 });
  });
});
