/* What a row of the mix holds besides the load. Signs are the source's: pumping and charging ≤ 0, export < 0. */

/** Production by source; `thermal` is told of regions only. */
export const MIX_SOURCES = [
  ...(['oil', 'coal', 'gas', 'nuclear', 'wind', 'solar', 'hydro', 'bioenergy', 'thermal'] as const),
];

/** Parts of the sources. */
export const MIX_DETAILS = [
  ...(['oil_turbine', 'oil_cogeneration', 'oil_other'] as const),
  ...(['gas_turbine', 'gas_cogeneration', 'gas_combined_cycle', 'gas_other'] as const),
  ...(['hydro_run_of_river', 'hydro_lake', 'hydro_pumped_storage'] as const),
  ...(['bioenergy_waste', 'bioenergy_biomass', 'bioenergy_biogas'] as const),
  ...(['wind_onshore', 'wind_offshore'] as const),
];

export const BATTERY_FLOWS = ['charging', 'discharging'] as const;

export const EXCHANGES = ['physical', 'england', 'spain', 'italy', 'switzerland', 'germany_belgium'] as const;

/** Every quantity that is a power, in MW. */
export const MIX_POWERS = [
  ...MIX_SOURCES,
  'pumping',
  ...BATTERY_FLOWS.map((flow) => `battery_${flow}` as const),
  ...EXCHANGES.map((border) => `exchange_${border}` as const),
  ...MIX_DETAILS,
] as const;
export type MixPower = (typeof MIX_POWERS)[number];

/** Σ of the values that there are, and their number. */
export interface Total {
  readonly sum: number;
  readonly count: number;
}
