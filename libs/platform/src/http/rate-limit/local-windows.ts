import type { Taken, Window } from './window';

/** The same algorithm within one process, for as long as nobody else can be asked. */
export class LocalWindows {
  /** When all permits of a key are there again (ms). */
  private readonly full = new Map<string, number>();

  take(key: string, { permits, seconds }: Window, now = performance.now()): Taken {
    const each = (seconds * 1000) / permits;
    const full = Math.max(this.full.get(key) ?? 0, now) + each;
    const over = full - now - seconds * 1000;
    if (over > 1e-6) return { wait: over / 1000 };
    this.full.set(key, full);
    return { remaining: Math.floor(-over / each + 1e-6) };
  }

  /** Forgets whoever has all permits again. */
  sweep(now = performance.now()): void {
    for (const [key, full] of this.full) if (full <= now) this.full.delete(key);
  }
}
