import type { ImportFailure } from '../../domain/import-failure';

/** Why a file does not go to a part, and how far from it: the least is the most helpful thing to report. */
export interface Misfit {
  readonly failure: ImportFailure;
  readonly distance: number;
}

/** The first of the least distant. */
export function nearest(misfits: readonly Misfit[]): Misfit {
  const [first, ...others] = misfits;
  if (first === undefined) throw new Error('Nothing was tried');
  return others.reduce((best, other) => (other.distance < best.distance ? other : best), first);
}
