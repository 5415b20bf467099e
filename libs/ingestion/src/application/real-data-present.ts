import type { GuardFinding } from '../domain/guard';
import { guardRefused } from '../domain/run-problems';
import type { StagedRun } from './publication';

/** Where the publication tells how many real rows are stored. */
export const REAL_ROWS = 'real_rows';

/** A dataset is synthetic or real: generated rows never come beside real ones, nor over them. */
export function realDataPresent({ synthetic, details }: StagedRun): readonly GuardFinding[] {
  if (!synthetic) return [];
  const stored = Number(details[REAL_ROWS] ?? 0);
  return [
    {
      name: 'real-data-present',
      fires: stored > 0,
      measured: stored,
      limit: 0,
      overridable: false,
      detail: {
        en: 'Generated data is not loaded where real data is stored.',
        fr: 'Des données générées ne se chargent pas là où des données réelles sont enregistrées.',
      },
    },
  ];
}

/** In the publishing transaction: real rows may have come since the guards were asked. */
export function refuseBesideReal(run: StagedRun): void {
  const fired = realDataPresent(run).filter(({ fires }) => fires);
  if (fired.length > 0) throw guardRefused(fired);
}
