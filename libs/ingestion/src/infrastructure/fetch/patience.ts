import { setTimeout as wait } from 'node:timers/promises';

/** How long a remote source is waited for, and how often it is asked again. Milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** Without a header, then without a byte. */
  readonly idleMs: number;
  /** The whole fetch, its retries and pauses included. */
  readonly totalMs: number;
  readonly retries: number;
  /** A longer Retry-After is not waited for. */
  readonly longestPauseMs: number;
  /** Of the pause before a retry, the first being 1. */
  readonly jitterMs: (retry: number) => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const SECOND = 1000;

export const PATIENCE: Patience = {
  connectMs: 5 * SECOND,
  idleMs: 30 * SECOND,
  totalMs: 900 * SECOND,
  retries: 4,
  longestPauseMs: 300 * SECOND,
  jitterMs: (retry) => SECOND + Math.random() * (Math.min(30 * SECOND, 2 ** retry * SECOND) - SECOND),
  pause: (ms, signal) => wait(ms, undefined, { signal }),
};

/** Retry-After (seconds, or a date) in milliseconds from now; undefined where it says nothing. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const asked = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isNaN(asked) ? undefined : Math.max(0, asked);
}
