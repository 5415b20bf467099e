import { LocalWindows } from './local-windows';
import { secondsToFull } from './window';

const window = { permits: 100, seconds: 60 };

describe('permits counted by one process', () => {
  it('are as many as the window has, then one every part of it', () => {
    const windows = new LocalWindows();
    const taken = Array.from({ length: 250 }, () => windows.take('a', window, 1_000));
    expect(taken.filter((one) => 'remaining' in one)).toHaveLength(100);
    expect(taken[0]).toEqual({ remaining: 99 });
    expect(taken[99]).toEqual({ remaining: 0 });
    expect(taken[100]).toEqual({ wait: expect.closeTo(0.6) });
    expect(windows.take('b', window, 1_000)).toEqual({ remaining: 99 });
    expect(windows.take('a', window, 1_599)).toEqual({ wait: expect.closeTo(0.001) });
    expect(windows.take('a', window, 1_600)).toEqual({ remaining: 0 });
  });

  it('are all there again after the window, and nobody is remembered', () => {
    const windows = new LocalWindows();
    for (let n = 0; n < 100; n++) windows.take('a', window, 0);
    windows.sweep(60_000);
    expect(windows.take('a', window, 60_000)).toEqual({ remaining: 99 });
  });

  it('come back one by one', () => {
    expect([100, 99, 50, 0].map((remaining) => secondsToFull(window, remaining))).toEqual([0, 1, 30, 60]);
  });
});
