import { type Area, FRANCE } from './areas';
import type { Nature } from './nature';

const KINDS: Readonly<Record<Nature, (year: number) => string>> = {
  real_time: () => 'En-cours-TR',
  consolidated: () => 'En-cours-Consolide',
  definitive: (year) => `Annuel-Definitif_${String(year)}`,
};

const withoutAccents = (label: string): string => label.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '-');

/** As RTE calls the file, without its suffix. The year matters to definitive files alone. */
export function rteFileName(area: Area, nature: Nature, year: number): string {
  const region = area.id === FRANCE.id ? '' : `${withoutAccents(area.label)}_`;
  return `eCO2mix_RTE_${region}${KINDS[nature](year)}`;
}
