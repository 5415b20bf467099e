import { COMMERCIAL_COLUMNS, DETAIL_COLUMNS, SOURCE_COLUMNS, STORAGE_COLUMNS } from './mix-columns';

/** Every quantity of the mix that is a power, in MW. Signs are the source's: pumping, charging ≤ 0; export < 0. */
export const MIX_POWERS = [
  ...SOURCE_COLUMNS,
  ...STORAGE_COLUMNS,
  'exchange_physical',
  ...COMMERCIAL_COLUMNS,
  ...DETAIL_COLUMNS,
] as const;
export type MixPower = (typeof MIX_POWERS)[number];

export const BATTERY_FLOWS = ['charging', 'discharging'] as const;
export const EXCHANGES = ['physical', 'england', 'spain', 'italy', 'switzerland', 'germany_belgium'] as const;

/** Σ of the values that there are, and their number. */
export interface Total {
  readonly sum: number;
  readonly count: number;
}
