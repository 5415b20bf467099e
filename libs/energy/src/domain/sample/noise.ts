import { chance } from '@hexagone/kernel';

// Taken out of its object once: a file has millions of numbers.
const { floor } = Math;

/** Like weather: from 0 to 1, changing within some `period` of the same unit as `at`. */
export function drift(seed: number, series: number, at: number, period: number): number {
  const step = floor(at / period);
  const within = at / period - step;
  const smooth = within * within * (3 - 2 * within);
  return chance(seed, series, step) * (1 - smooth) + chance(seed, series, step + 1) * smooth;
}

/** A whole number from -most to most. */
export const jitter = (seed: number, series: number, index: number, most: number): number =>
  floor(chance(seed, series, index) * (2 * most + 1)) - most;
