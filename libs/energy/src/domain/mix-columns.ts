/** MW by source, as served. Thermal is regional; the other fuels are national. */
export const SOURCE_COLUMNS = [
  'oil',
  'coal',
  'gas',
  'nuclear',
  'wind',
  'solar',
  'hydro',
  'bioenergy',
  'thermal',
] as const;

export const STORAGE_COLUMNS = ['pumping', 'battery_charging', 'battery_discharging'] as const;

/** What each border carries by contract: alone it is no measure. */
export const COMMERCIAL_COLUMNS = [
  'exchange_england',
  'exchange_spain',
  'exchange_italy',
  'exchange_switzerland',
  'exchange_germany_belgium',
] as const;

/** Parts of the sources. */
export const DETAIL_COLUMNS = [
  'oil_turbine',
  'oil_cogeneration',
  'oil_other',
  'gas_turbine',
  'gas_cogeneration',
  'gas_combined_cycle',
  'gas_other',
  'hydro_run_of_river',
  'hydro_lake',
  'hydro_pumped_storage',
  'bioenergy_waste',
  'bioenergy_biomass',
  'bioenergy_biogas',
  'wind_onshore',
  'wind_offshore',
] as const;

/** Columns whose numbers are measures. */
export const MEASURED_COLUMNS = [
  ...SOURCE_COLUMNS,
  ...STORAGE_COLUMNS,
  'exchange_physical',
  'co2_g_per_kwh',
  ...DETAIL_COLUMNS,
] as const;

export const MIX_COLUMNS = [...MEASURED_COLUMNS, ...COMMERCIAL_COLUMNS] as const;

export type MixColumn = (typeof MIX_COLUMNS)[number];
