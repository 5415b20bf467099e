import type { GuardFinding, StagedRun } from '@hexagone/ingestion';

/** Where the publication tells how many real rows are stored. */
export const REAL_ROWS = 'real_rows';

/** A base is synthetic or real: generated rows never come beside those of people. */
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
