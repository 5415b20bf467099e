/*
 * Values that fill a distribution evenly: the share of each is right to a tenth of a point after some thousands of rows,
 * and the same everywhere, since only exact operations of IEEE 754 are used (no logarithm, no clock, no locale).
 */

/** Irrational steps, one a field: (√5−1)/2, √2−1, √3−1 … of square-free numbers. */
const SQUARE_FREE = [
  2, 3, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127,
];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

const fraction = (value: number): number => value - Math.floor(value);

export const stepOf = (field: number): number =>
  field === 0 ? GOLDEN : fraction(Math.sqrt(SQUARE_FREE[(field - 1) % SQUARE_FREE.length] ?? 2));

/** 0 ≤ h < 1, different for each seed and name (FNV-1a, finished by two rounds of mixing). */
export function hashed(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The value of a field in row `row`, from 0 to 1. */
export type Evenly = (row: number) => number;

export function evenly(seed: number, name: string, field: number): Evenly {
  const start = hashed(seed, name);
  const step = stepOf(field);
  return (row) => fraction(start + row * step);
}

/** Points (share, value) of an inverse distribution, in order; between two of them it is straight. */
export type Inverse = readonly (readonly [share: number, value: number])[];

export function interpolated(points: Inverse, share: number): number {
  const next = points.findIndex(([upTo]) => upTo > share);
  const [toShare, toValue] = points[next < 0 ? points.length - 1 : next] ?? [1, 0];
  const [fromShare, fromValue] = points[next <= 0 ? 0 : next - 1] ?? [0, 0];
  if (next <= 0) return toValue;
  return fromValue + ((share - fromShare) / (toShare - fromShare)) * (toValue - fromValue);
}

/** Percentages of values, that add up to 100. */
export type Shares = readonly (readonly [value: string, percent: number])[];

/** The value in whose part of the whole the share falls. */
export function chosen(shares: Shares, share: number): string {
  let upTo = 0;
  for (const [value, percent] of shares) {
    upTo += percent / 100;
    if (share < upTo) return value;
  }
  return shares.at(-1)?.[0] ?? '';
}

/** Draws the fields of a sample, each with a step of its own. */
export class Fields {
  private count = 0;

  constructor(private readonly seed: number) {}

  share(name: string): Evenly {
    return evenly(this.seed, name, this.count++);
  }

  drawn(name: string, points: Inverse): Evenly {
    const share = this.share(name);
    return (row) => interpolated(points, share(row));
  }

  picked(name: string, shares: Shares): (row: number) => string {
    const share = this.share(name);
    return (row) => chosen(shares, share(row));
  }
}
