import { FRANCE } from '../../domain/areas';
import type { MixColumn } from '../../domain/mix-columns';
import { MIX_HEADERS } from '../import/eco2mix-contract';
import type { SampleWish } from './sample-wish';

/** What a cell shows: who and when, the load, a forecast of it, or a column of the mix. */
export interface SampleColumn {
  readonly header: string;
  readonly shows: 'area' | 'nature' | 'date' | 'time' | 'load' | 'forecast' | MixColumn;
}

const HEAD: readonly SampleColumn[] = [
  { header: 'Périmètre', shows: 'area' },
  { header: 'Nature', shows: 'nature' },
  { header: 'Date', shows: 'date' },
  { header: 'Heures', shows: 'time' },
  { header: 'Consommation', shows: 'load' },
];

const FORECASTS: readonly SampleColumn[] = [
  { header: 'Prévision J-1', shows: 'forecast' },
  { header: 'Prévision J', shows: 'forecast' },
];

const REGIONAL: readonly MixColumn[] = [
  'thermal',
  'nuclear',
  'wind',
  'solar',
  'hydro',
  'pumping',
  'bioenergy',
  'exchange_physical',
];

const RECENT = new Set<MixColumn>(['battery_charging', 'battery_discharging', 'wind_onshore', 'wind_offshore']);

const mixColumn = (column: MixColumn): SampleColumn => {
  const header = MIX_HEADERS.find((one) => one.column === column)?.header ?? '';
  // RTE's header of this one begins with a blank.
  return { header: column === 'battery_charging' ? ` ${header}` : header, shows: column };
};

/** In the order of RTE's files. */
export function sampleColumns({ area, columns }: Pick<SampleWish, 'area' | 'columns'>): readonly SampleColumn[] {
  if (area.id !== FRANCE.id) return [...HEAD, ...REGIONAL.map(mixColumn)];
  const national = MIX_HEADERS.map(({ column }) => column).filter((column) => column !== 'thermal');
  const wanted = columns === 40 ? national : national.filter((column) => !RECENT.has(column));
  return [...HEAD, ...FORECASTS, ...wanted.map(mixColumn)];
}
