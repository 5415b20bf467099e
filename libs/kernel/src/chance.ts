// Taken out of their object once: a file has millions of numbers.
const { imul } = Math;

/** A number from 0 to 1 that depends on nothing but its arguments; neighbours have nothing in common. */
export function chance(seed: number, series: number, index: number): number {
  let mixed = (seed ^ imul(series + 1, 0x9e3779b1) ^ imul(index + 1, 0x85ebca6b)) >>> 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
