import { LEAST_AGE, MOST_AGE } from '../quality-rules';
import type { Amount, NumberField } from './axes';

/** From, included, to, excluded; null: without end. */
export interface Class {
  readonly from: number;
  readonly to: number | null;
}

const classes = (starts: readonly number[], end: number | null): readonly Class[] =>
  starts.map((from, at) => ({ from, to: starts[at + 1] ?? end }));
const evenly = (step: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => at * step);

const AGES = classes([LEAST_AGE, 25, 30, 35, 40, 45, 50, 55, 60, 65, 75], MOST_AGE + 1);

/** Where histograms are cut: at the same places whatever the data, so that no extreme value shows. */
export const CLASSES: Readonly<Record<NumberField, readonly Class[]>> = {
  age_emprunteur: AGES,
  revenu_total: classes(evenly(500, 21), null),
  montant_pret_principal: classes(evenly(50_000, 11), null),
  deposit: classes(evenly(20_000, 11), null),
};

/** `18-24` … `75-100`, both included. */
export const AGE_BANDS: readonly string[] = AGES.map(({ from, to }) => `${from}-${(to ?? Infinity) - 1}`);

/** Amounts that statistics take; another is implausible. */
export const TAKEN: Readonly<Record<Amount, '> 0' | '>= 0'>> = {
  revenu_total: '> 0',
  montant_pret_principal: '> 0',
  deposit: '>= 0',
};
