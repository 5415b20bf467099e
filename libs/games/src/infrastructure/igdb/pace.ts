import { setTimeout as wait } from 'node:timers/promises';

/**
 * At most so many requests in any window of time, and no more under way: a request begins when the one that many before
 * it was answered a whole window ago. So it holds at the other end too, however long the way is.
 */
export class Pace {
  /** When each slot is free again, in milliseconds. */
  private readonly slots: Promise<number>[];
  private turns = 0;

  constructor(
    requests: number,
    private readonly windowMs: number,
  ) {
    this.slots = Array.from({ length: requests }, () => Promise.resolve(0));
  }

  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const slot = this.turns++ % this.slots.length;
    const free = this.slots[slot] ?? Promise.resolve(0);
    let release = (_at: number): void => undefined;
    this.slots[slot] = new Promise((resolve) => {
      release = resolve;
    });
    try {
      const rest = (await free) - Date.now();
      if (rest > 0) await wait(rest, undefined, { signal });
      return await work();
    } finally {
      release(Date.now() + this.windowMs);
    }
  }
}
