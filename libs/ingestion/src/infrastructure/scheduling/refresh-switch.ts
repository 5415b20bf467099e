/** `HEXAGONE_<DATASET>_REFRESH=on`: this process refreshes the dataset from its official channels by itself. */
export const isRefreshed = (env: Readonly<Record<string, string | undefined>>, dataset: string): boolean =>
  env[`HEXAGONE_${dataset.toUpperCase().replaceAll('-', '_')}_REFRESH`] === 'on';
