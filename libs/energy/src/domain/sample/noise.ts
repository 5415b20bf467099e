// Taken out of their object once: a file has millions of numbers.
const { floor, imul } = Math;

/** A number from 0 to 1 that depends on nothing but its arguments; neighbours have nothing in common. */
export function chance(seed: number, series: number, index: number): number {
  let mixed = (seed ^ imul(series + 1, 0x9e3779b1) ^ imul(index + 1, 0x85ebca6b)) >>> 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

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
