export const UNITS = ['W', 'MW'] as const;
export type Unit = (typeof UNITS)[number];

const WATTS = 1_000_000;

/** Loads are stored and summed in whole megawatts. */
export const loadIn = (unit: Unit, megawatts: number): number => (unit === 'W' ? megawatts * WATTS : megawatts);

/** `sum / count`, divided once, to so many decimals; exact as long as the sum is a whole number. */
function quotient(sum: number, count: number, scale: number): number {
  const whole = Math.floor(sum / count);
  return whole * scale + Math.round(((sum - whole * count) * scale) / count);
}

/** The mean of loads in MW: watts to 3 decimals, megawatts to 6. Null without any. */
export function meanIn(unit: Unit, sum: number, count: number): number | null {
  if (count === 0) return null;
  return unit === 'W' ? quotient(sum, count, 1e9) / 1e3 : quotient(sum, count, 1e6) / 1e6;
}

/** A load between two stored ones, such as a percentile, rounded likewise. */
export const roundedIn = (unit: Unit, megawatts: number): number =>
  unit === 'W' ? Math.round(megawatts * 1e9) / 1e3 : Math.round(megawatts * 1e6) / 1e6;

/** Shares, percentages and whatever else is a quotient, to 6 decimals. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Count against expected, to 6 decimals; null where nothing was expected. */
export const coverageOf = (count: number, expected: number): number | null =>
  expected === 0 ? null : rounded(count / expected);

/** What flowed in the measured slots alone, in MWh: Σ MW × slot. */
export const energyOf = (sum: number, step: number): number => (sum * step) / 3600;
